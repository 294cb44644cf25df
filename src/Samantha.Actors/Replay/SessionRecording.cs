using Samantha.Actors.Steps;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Messages;
using Samantha.Chains.Sessions;
using Samantha.Chains.Steering;
using Samantha.Engine.Protocol;
using ModelLoaded = Samantha.Chains.Sessions.ModelLoaded;

namespace Samantha.Actors.Replay;

/// <summary>What the events so far say about how responses came to be.</summary>
internal sealed class SessionRecording
{
    private readonly Dictionary<string, ModelLoaded> _loads = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ModelHashed> _files = new(StringComparer.Ordinal);
    private ChainDefinition? _chain;
    private StepStarted? _started;

    public void Add(SessionEvent sessionEvent)
    {
        switch (sessionEvent)
        {
            case SessionStarted started:
                _chain = ChainJson.Deserialize(started.Chain);
                break;
            case SessionBranched branched:
                _chain = ChainJson.Deserialize(branched.Chain);
                break;
            case ModelLoaded loaded:
                _loads[loaded.Model] = loaded;
                break;
            case ModelHashed hashed:
                _files[hashed.Model] = hashed;
                break;
            case StepStarted started:
                _started = started;
                break;
        }
    }

    public ModelLoaded? LoadOf(string model) => _loads.GetValueOrDefault(model);

    public ModelHashed? FileOf(string model) => _files.GetValueOrDefault(model);

    /// <summary>A response that stands, with how it began and its model; null for every other event.</summary>
    public (StepStarted Started, ResponseCommitted Committed, ModelEntry Model)? Answered(SessionEvent sessionEvent) =>
        sessionEvent is ResponseCommitted { StopReason: not ResponseStopReason.Interrupted, ResponseTokens: > 0 } committed
            && _started is { } started && started.Position == committed.Position
            && _chain?.Models.FirstOrDefault(entry => entry.Name == started.Model) is { } model
            ? (started, committed, model)
            : null;

    /// <summary>The model of a step that <see cref="Answered"/> has returned.</summary>
    public ModelEntry ModelOf(StepStarted started) => _chain!.Models.First(entry => entry.Name == started.Model);

    /// <summary>As in the recording: what was chosen by itself then is asked for now.</summary>
    public LoadRequest Load(ModelEntry model, string path)
    {
        LoadRequest request = StepRequests.Load(_chain!, model, path);
        return LoadOf(model.Name)?.Receipt is not { } then ? request : request with
        {
            Threads = then.Threads,
            BatchThreads = then.BatchThreads,
            BatchTokens = then.BatchTokens,
            MicroBatchTokens = then.MicroBatchTokens,
            FlashAttention = then.FlashAttention ? Engine.Protocol.FlashAttention.On : Engine.Protocol.FlashAttention.Off,
        };
    }

    public GenerateRequest Request(StepStarted started, ResponseCommitted committed)
    {
        GenerateRequest request = StepRequests.Generation(
            _chain!,
            MessageAssembly.Build(started.SystemPrompt, started.PreviousResponse, started.Prompt, _chain!.FeedbackLoop),
            started.Hyperparameters,
            started.Seed) with
        {
            GivenTokens = TokenIds.Read(started.GivenTokens),
        };

        // Somebody, or a detector, ended it there; going on would compare what was never said.
        return committed.StopReason is ResponseStopReason.SkippedByUser or ResponseStopReason.CutByDetector
            or ResponseStopReason.RejectedByDetector
            ? request with { MaxTokens = committed.ResponseTokens }
            : request;
    }
}
