using Samantha.Actors.Steps;
using Samantha.Chains.Code;
using Samantha.Chains.Health;
using Samantha.Chains.Sessions;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Sessions;

/// <summary>
/// The ChainSession's seventh part: what becomes of a response, and what detectors find in it. A response that only repeats itself is ended while it streams; what is
/// found in a complete one is recorded together with it, so that no crash can come between. What is wrong, and what is done about
/// it, are pure functions of Samantha.Chains.
/// </summary>
public sealed partial class ChainSession
{
    // Off, or only noted: then the response comes as it comes.
    private RepetitionWatch? NewWatch() =>
        _writes.State.Chain is { Health: var health } && HealthJudge.Cuts(health) ? new RepetitionWatch(health.Repetition) : null;

    private void OnText(StepTextGrew grew)
    {
        _step!.Activity = "decode";
        _step.DecodingSinceUtc ??= _context.Time.GetUtcNow();
        if (_step.IsCut)
        {
            return; // What comes until the engine has heard of it is no part of the response.
        }

        _step.Grow(grew.TextDelta, grew.ResponseTokens);
        WatchText(grew.TextDelta);
        Publish(new StepTextStreamed(_session, grew.Position, _step.Order.Attempt, grew.TextDelta, grew.ResponseTokens));
        OnExplained(grew);
    }

    private void WatchText(string delta)
    {
        if (_step is { IsCut: false, Watch: { } watch } step && watch.Append(delta))
        {
            step.Cut();
            step.Actor.Tell(new CancelStep());
        }
    }

    /// <summary>Commits a response that nobody interrupted, as the detectors of the chain see it.</summary>
    private void CommitJudged(RunningStep done, GenerationResult result, ResponseStopReason reason)
    {
        if (done.Watch is not null && StreamedLoop(result.Text) is { } loop)
        {
            result = ResponseCut.At(result, loop.EndCharacters, done.TokensAtCut ?? result.ResponseTokens);
            reason = ResponseStopReason.CutByDetector;
        }

        HealthVerdict verdict = HealthJudge.Judge(_writes.State, result.Text);
        if (verdict.Action == HealthAction.Reseed)
        {
            reason = ResponseStopReason.RejectedByDetector;
        }

        ExtractedCode? code = verdict.DropsCode
            ? null
            : CodeExtraction.For(_writes.State.Chain!, result.Text, reason);
        _attemptsInThisRun = 0;
        RecordAll(
            [
                .. verdict.Findings.Select(found => Finding(done, found)),
                (n, at) => Committed(n, at, done, result, reason, code),
            ],
            AskWhatIsNext,
            clearsPartial: true,
            EvidenceOf(done));
    }

    private void Commit(RunningStep done, GenerationResult result, ResponseStopReason reason, Action then)
    {
        _attemptsInThisRun = 0;
        Record(
            (n, at) => Committed(n, at, done, result, reason, code: null), // Nobody runs the code of what was cut short.
            then,
            clearsPartial: true,
            reason == ResponseStopReason.Interrupted ? [] : EvidenceOf(done));
    }

    // The same place that the stream showed, or would have shown had it been slower.
    private RepetitionFound? StreamedLoop(string text)
    {
        RepetitionWatch again = NewWatch()!;
        return again.Append(text) ? again.Found : null;
    }

    private static Func<long, DateTimeOffset, SessionEvent> Finding(RunningStep done, HealthVerdict.Finding found) =>
        (n, at) => new HealthFinding(
            n, at, done.Order.Step.Position, done.Order.Attempt, found.Sign.Detector, found.Action, found.Sign.Measure,
            found.Sign.Threshold, found.Sign.Evidence, found.TemperatureRaise, found.InjectedPrompt);

    private static ResponseCommitted Committed(
        long sequence, DateTimeOffset atUtc, RunningStep done, GenerationResult result, ResponseStopReason reason,
        ExtractedCode? code) =>
        new(
            sequence, atUtc, done.Order.Step.Position, done.Order.Attempt, result.Text, result.PromptTokens,
            result.ResponseTokens, result.PrefillMs, result.DecodeMs, reason, code, Receipts.TokenText(result.TokenIds),
            result.PreviousTokens > 0 ? result.PreviousTokens : null, done.ContextTokens);

    private static ResponseStopReason Reason(StopReason reason) => reason switch
    {
        StopReason.StopWord => ResponseStopReason.StopWord,
        StopReason.MaxTokens => ResponseStopReason.MaxTokens,
        StopReason.ContextFull => ResponseStopReason.ContextFull,
        StopReason.Cancelled => ResponseStopReason.SkippedByUser,
        _ => ResponseStopReason.EndOfTurn,
    };
}
