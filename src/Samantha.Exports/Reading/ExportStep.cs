using System.Globalization;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Exports.Reading;

/// <summary>
/// One attempt of a step with everything the journal says of it. Started is null for a step that failed or was skipped before
/// anything was sent; the other members are null where the journal has no such event.
/// </summary>
internal sealed record ExportStep(StepPosition Position, int Attempt)
{
    public StepStarted? Started { get; init; }

    public ResponseCommitted? Response { get; init; }

    public CodeExecuted? Code { get; init; }

    public StepFailed? Failure { get; init; }

    public ModelSkipped? Skipped { get; init; }

    public FeedbackTrimmed? Trim { get; init; }

    public UnfinishedResponse? Unfinished { get; init; }

    public StepEnd End => this switch
    {
        { Failure: { WillRetry: true } } => StepEnd.Retried,
        { Failure: not null } => StepEnd.Failed,
        { Skipped: not null } => StepEnd.ModelSkipped,
        { Response: { StopReason: ResponseStopReason.Interrupted } } => StepEnd.Interrupted,
        { Response: { StopReason: ResponseStopReason.RejectedByDetector } } => StepEnd.Rejected,
        { Response: not null } => StepEnd.Answered,
        { Trim: not null } => StepEnd.Trimmed,
        _ => StepEnd.Unfinished,
    };

    public string Model => Started?.Model ?? Skipped?.Model ?? "";

    /// <summary>The response, or what there is of one.</summary>
    public string Text => Response?.Text ?? Unfinished?.Text ?? "";

    public DateTimeOffset? StartedAtUtc => Started?.AtUtc;

    /// <summary>When the last thing that belongs to it was written.</summary>
    public DateTimeOffset? EndedAtUtc =>
        (Code ?? (SessionEvent?)Response ?? Failure ?? (SessionEvent?)Skipped ?? Trim)?.AtUtc;

    public double Seconds => Response is { } response ? (response.PrefillMs + response.DecodeMs) / 1000 : 0;

    /// <summary>Decoded tokens per second; null when there is nothing to divide.</summary>
    public double? TokensPerSecond => Response is { ResponseTokens: > 0, DecodeMs: > 0 } response
        ? response.ResponseTokens / (response.DecodeMs / 1000)
        : null;

    /// <summary>A name for anchors: the step id, and from the second attempt on also the attempt.</summary>
    public string Anchor => Attempt <= 1
        ? Position.StepId
        : string.Create(CultureInfo.InvariantCulture, $"{Position.StepId}.A{Attempt}");
}
