using Samantha.Actors.Background;
using Samantha.Actors.Downloads;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Feedback;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Engine.Protocol;
using LoadProgressed = Samantha.Actors.Models.LoadProgressed;

namespace Samantha.Actors.Steps;

/// <summary>
/// Carries out one step: finds the model's file (downloads it when it is a URL), has the response generated, tells its
/// ChainSession one outcome and stops. It writes no events and decides no policy; the code of a response is run when the response
/// is durable, by the CodeExecutorActor.
/// </summary>
public sealed class PromptActor : ReceiveActor
{
    private readonly SessionId _session;
    private readonly ChainDefinition _chain;
    private readonly RunStep _step;
    private readonly IModelResolver _resolver;
    private readonly IBackground _background;
    private readonly IActorRef _models;
    private readonly IActorRef _downloads;
    private JobId _job = JobId.New();
    private ModelUse? _use;
    private int _contextTokens;
    private int _promptTokens;
    private bool _cancelled;
    private ResponsePace _pace;

    public PromptActor(SessionId session, ChainDefinition chain, RunStep step, ResponsePace pace, SessionContext context)
    {
        _pace = pace;
        (_session, _chain, _step, _resolver, _background, _models, _downloads) =
            (session, chain, step, context.Resolver, context.Background, context.Models, context.Downloads);
        Receive<ModelFileFound>(OnFileFound);
        Receive<ModelIsRemote>(m => _downloads.Tell(new FetchModel(_job.Value, m.Source, m.Path)));
        Receive<FileMissing>(m => Break(m.Reason, m.Message, whileLoading: true, worthRetrying: false));
        Receive<DownloadProgressed>(m => Publish(new StepDownloadProgressed(
            _session, Position, ModelName, m.Progress.ReceivedBytes, m.Progress.TotalBytes)));
        Receive<ModelDownloaded>(m => OnFileFound(new ModelFileFound(m.Path)));
        Receive<DownloadFailed>(m => Break(
            StepFailureReason.DownloadFailed, m.Message, whileLoading: true, worthRetrying: false));
        Receive<DownloadCancelled>(_ => OnCancelled(null));
        Receive<LoadProgressed>(
            m => m.Job == _job, m => Publish(new StepLoadProgressed(_session, Position, ModelName, m.Progress)));
        Receive<ModelReady>(m => m.Job == _job, OnModelReady);
        Receive<TextProgressed>(m => m.Job == _job, OnProgress);
        Receive<TextGenerated>(m => m.Job == _job, OnGenerated);
        Receive<TokensCounted>(m => m.Job == _job, OnCounted);
        Receive<JobFailed>(m => m.Job == _job, OnFailed);
        Receive<JobCancelled>(m => m.Job == _job, _ => OnCancelled(null));
        Receive<CancelStep>(_ => OnCancel());
        Receive<SteerStep>(OnSteer);
    }

    private StepPosition Position => _step.Step.Position;

    private string ModelName => _step.Step.Model.Name;

    /// <param name="session">Whose step it is.</param>
    /// <param name="chain">The session's.</param>
    /// <param name="step">What to do.</param>
    /// <param name="pace">How the response goes and what it tells; a <see cref="SteerStep"/> can change it.</param>
    /// <param name="context">What sessions share.</param>
    public static Props For(
        SessionId session, ChainDefinition chain, RunStep step, ResponsePace pace, SessionContext context) =>
        Props.Create(() => new PromptActor(session, chain, step, pace, context));

    protected override void PreStart()
    {
        // Looking into folders is disk work: not on the actors' threads.
        string reference = _step.Step.Model.Model;
        IModelResolver resolver = _resolver;
        _background.RunAsync(() => Find(resolver, reference)).PipeTo(
            Self, failure: e => new FileMissing(StepFailureReason.ModelNotFound, e.Message));
    }

    protected override void PostStop()
    {
        _models.Tell(new CancelJob(_job)); // Of a job that is over: ignored.
        _downloads.Tell(new CancelDownload(_job.Value));
        base.PostStop();
    }

    private static object Find(IModelResolver resolver, string reference)
    {
        ResolvedModel model = resolver.Resolve(reference);
        return model.NeedsDownload ? new ModelIsRemote(model.Source!, model.Path) : new ModelFileFound(model.Path);
    }

    private void OnFileFound(ModelFileFound file)
    {
        if (_cancelled)
        {
            OnCancelled(null);
            return;
        }

        _use = StepRequests.Model(_chain, _step, file.Path);
        _models.Tell(new GenerateText(_job, _use, StepRequests.Generation(_chain, _step) with { Pace = _pace }));
    }

    private void OnModelReady(ModelReady ready)
    {
        _contextTokens = ready.Model.ContextTokens;
        Context.Parent.Tell(new StepModelReady(Position, ready.Use, ready.Model, ready.LoadedNow, ready.SwapMs));
    }

    private void OnProgress(TextProgressed progress)
    {
        switch (progress.Update)
        {
            case PrefillProgress prefill:
                Publish(new StepPrefillProgressed(_session, Position, prefill.DoneTokens, prefill.TotalTokens, _contextTokens,
                    prefill.PreviousTokens));
                break;
            case TokensGenerated tokens:
                Context.Parent.Tell(new StepTextGrew(Position, tokens.TextDelta, tokens.ResponseTokens)
                {
                    Explained = StepEvidence.Of(tokens.Explained),
                });
                break;
            case ChoicePreviewed preview:
                Context.Parent.Tell(new StepPreviewed(Position, preview.Sampling, StepEvidence.Of(preview.Token)));
                break;
        }
    }

    private void OnSteer(SteerStep steer)
    {
        // Before the engine has the request, the request itself carries the pace.
        _pace = steer.Command is SetPace { Pace: var pace } ? pace : _pace;
        _models.Tell(new SteerJob(_job, steer.Command));
    }

    private void OnGenerated(TextGenerated generated)
    {
        if (generated.Result.StopReason == StopReason.Cancelled)
        {
            OnCancelled(generated.Result);
            return;
        }

        Finish(new StepAnswered(Position, generated.Result));
    }

    private void OnCancel()
    {
        _cancelled = true;
        _models.Tell(new CancelJob(_job));
        _downloads.Tell(new CancelDownload(_job.Value));
    }

    private void OnCancelled(GenerationResult? result) => Finish(new StepCancelled(Position, result));

    private void OnFailed(JobFailed failed)
    {
        if (_cancelled)
        {
            OnCancelled(null); // The engine did not survive being told to stop; what counts is that it stopped.
            return;
        }

        bool canTrim = failed.Reason == StepFailureReason.PromptTooLong && _chain.OnOverflow == OnOverflow.DropOldestFeedback
            && _step.PreviousResponse.Length > 0 && failed.PromptTokens > 0;
        if (!canTrim)
        {
            Break(failed.Reason, failed.Message, failed.WhileLoading, failed.WorthRetrying, failed.Snapshot);
            return;
        }

        // How much of the prompt is the previous response? Count everything else.
        _promptTokens = failed.PromptTokens;
        _contextTokens = failed.ContextTokens;
        _job = JobId.New();
        _models.Tell(new CountTokens(_job, _use!, StepRequests.Messages(
            Chains.Messages.MessageAssembly.Build(_step.SystemPrompt, "", _step.Prompt, feedbackLoop: true))));
    }

    private void OnCounted(TokensCounted counted)
    {
        int previousTokens = Math.Max(1, _promptTokens - counted.Count.PromptTokens);
        int promptTokensMax = FeedbackTrim.PromptTokensMax(_contextTokens, _step.Hyperparameters.MaxTokens);
        int drop = FeedbackTrim.CharactersToDrop(_step.PreviousResponse, _promptTokens, promptTokensMax, previousTokens);
        if (drop == 0)
        {
            Break(
                StepFailureReason.PromptTooLong,
                $"the prompt alone has {counted.Count.PromptTokens} tokens, and the window has {_contextTokens}",
                whileLoading: false,
                worthRetrying: false);
            return;
        }

        Finish(new StepNeedsTrim(Position, drop, _step.PreviousResponse.Length - drop));
    }

    private void Break(
        StepFailureReason reason, string message, bool whileLoading, bool worthRetrying, EngineSnapshot? snapshot = null) =>
        Finish(new StepBroken(
            Position, reason, message, whileLoading, worthRetrying, _use?.Load.ModelPath ?? _step.Step.Model.Model)
        {
            Snapshot = snapshot,
        });

    private void Finish(object outcome)
    {
        Context.Parent.Tell(outcome);
        Context.Stop(Self);
    }

    private static void Publish(SessionNews news) => Context.System.EventStream.Publish(news);

    private sealed record ModelFileFound(string Path);

    private sealed record ModelIsRemote(Uri Source, string Path);

    private sealed record FileMissing(StepFailureReason Reason, string Message);
}
