using System.Collections.Immutable;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>
/// What the list of steps and the actions need to know of one step. The texts stay in the journal; the sequence numbers say
/// where.
/// </summary>
public sealed record StepRow(StepPosition Position, StepRowKind Kind)
{
    public string StepId => Position.StepId;

    public int Attempt { get; init; } = 1;

    public string Model { get; init; } = "";

    /// <summary>The beginning of the prompt in one line.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>Record that holds what was sent; 0 when the step failed before it began.</summary>
    public long StartedSequence { get; init; }

    /// <summary>Record that holds the response; 0 while there is none.</summary>
    public long ResponseSequence { get; init; }

    public int ResponseTokens { get; init; }

    public double DecodeMs { get; init; }

    public ResponseStopReason StopReason { get; init; }

    public StepFailureReason? Failure { get; init; }

    public CodeRunEnd? CodeEnd { get; init; }

    public ImmutableArray<ProducedFile> Files { get; init; } = [];

    /// <summary>Where the step begins in the transcript; -1 when it is not there.</summary>
    public long Line { get; init; } = -1;
}
