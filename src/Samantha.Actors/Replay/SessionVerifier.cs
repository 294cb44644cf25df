using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Steps;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Messages;
using Samantha.Chains.Sessions;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using ModelLoaded = Samantha.Chains.Sessions.ModelLoaded;

namespace Samantha.Actors.Replay;

/// <summary>
/// Answers every recorded response of a session again, with what was sent then, and tells whether the tokens are the same. It has
/// an engine process of its own, runs no code and writes nothing: what programs printed is part of what was sent.
/// </summary>
public sealed class SessionVerifier(EngineSupply supply, ModelResolver resolver, ModelHashes hashes)
{
    /// <param name="events">The session's events from the first one on.</param>
    /// <param name="threads">Another number of threads than recorded, to see what it changes; null: as recorded.</param>
    /// <param name="ct">Ends the verification.</param>
    /// <exception cref="ModelNotFoundException">A model of the session is not here any more.</exception>
    /// <exception cref="EngineFailedException">A model cannot be loaded, or a response cannot be given at all.</exception>
    public async IAsyncEnumerable<ReplayedStep> VerifyAsync(
        IEnumerable<SessionEvent> events, int? threads = null, [EnumeratorCancellation] CancellationToken ct = default)
    {
        var recording = new Recording();
        await using var engines = new OneEngine(supply);
        IEngine? engine = null;
        LoadRequest? loaded = null;
        LoadedModel? model = null;
        string sha256 = "";
        bool isFirst = true;
        foreach (SessionEvent sessionEvent in events)
        {
            recording.Add(sessionEvent);

            // A load in the recording forgot the conversation: with reset-model = off that shows in what comes next.
            isFirst |= sessionEvent is ModelLoaded;
            if (recording.Answered(sessionEvent) is not var (started, committed, entry))
            {
                continue;
            }

            LoadRequest wanted = recording.Load(entry, resolver.Resolve(entry.Model).Path);
            wanted = threads is { } other ? wanted with { Threads = other, BatchThreads = other } : wanted;
            if (isFirst || wanted != loaded)
            {
                engine = await engines.NextAsync(wanted, ct).ConfigureAwait(false);
                model = engines.Model;
                sha256 = (await hashes.HashAsync(wanted.ModelPath, ct).ConfigureAwait(false)).Sha256;
                (loaded, isFirst) = (wanted, false);
            }

            GenerationResult now = await engine!.GenerateAsync(recording.Request(started, committed), null, ct)
                .ConfigureAwait(false);
            ImmutableArray<string> causes =
                ReplayComparison.Causes(recording.LoadOf(entry.Name), recording.FileOf(entry.Name), model!, sha256);
            ReplayDifference? difference = ReplayComparison.Compare(committed, now, causes);
            yield return new ReplayedStep(committed.Position, entry.Name, now.ResponseTokens, difference, causes);
        }
    }

    /// <summary>What the events so far say about how responses came to be.</summary>
    private sealed class Recording
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
                started.Seed);

            // Somebody, or a detector, ended it there; going on would compare what was never said.
            return committed.StopReason is ResponseStopReason.SkippedByUser or ResponseStopReason.CutByDetector
                or ResponseStopReason.RejectedByDetector
                ? request with { MaxTokens = committed.ResponseTokens }
                : request;
        }
    }
}
