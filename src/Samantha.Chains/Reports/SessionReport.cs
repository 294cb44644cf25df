using System.Collections.Immutable;
using Samantha.Chains.Code;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Reports;

/// <summary>What a session came to, worked out from its events alone. Times are those of running, pauses left out.</summary>
public sealed record SessionReport
{
    public required string Session { get; init; }

    public required string Chain { get; init; }

    public required SessionStatus Status { get; init; }

    /// <summary>How it ended, in words; empty while it is not ended.</summary>
    public string EndMessage { get; init; } = "";

    /// <summary>The session that it is a branch of; empty for every other one.</summary>
    public string BranchOf { get; init; } = "";

    public DateTimeOffset StartedAtUtc { get; init; }

    public DateTimeOffset LastAtUtc { get; init; }

    /// <summary>How long it was running, all runs together.</summary>
    public TimeSpan Running { get; init; }

    /// <summary>1 and the resumptions.</summary>
    public int Runs { get; init; } = 1;

    /// <summary>How many of the resumptions came after the program had died.</summary>
    public int Crashes { get; init; }

    public long StepsAnswered { get; init; }

    public long StepsFailed { get; init; }

    /// <summary>Of the plan; null when it is endless.</summary>
    public long? StepsTotal { get; init; }

    public long PromptTokens { get; init; }

    public long ResponseTokens { get; init; }

    public required TimeShares Time { get; init; }

    /// <summary>Failed steps by reason.</summary>
    public ImmutableArray<Tally<StepFailureReason>> Failures { get; init; } = [];

    /// <summary>Attempts that failed and were made again, by reason.</summary>
    public ImmutableArray<Tally<StepFailureReason>> Retries { get; init; } = [];

    /// <summary>Responses by what ended them.</summary>
    public ImmutableArray<Tally<ResponseStopReason>> Endings { get; init; } = [];

    public int StopsRequested { get; init; }

    public int Pauses { get; init; }

    /// <summary>Previous responses that somebody put in the place of the real ones.</summary>
    public int Replacements { get; init; }

    /// <summary>Engines that the watchdog ended because they got nowhere.</summary>
    public int EnginesReplaced { get; init; }

    /// <summary>Time in which the machine slept or the program was stopped.</summary>
    public TimeSpan Asleep { get; init; }

    public int ModelsSkipped { get; init; }

    public long Trims { get; init; }

    public long TrimmedCharacters { get; init; }

    public ImmutableArray<ModelLoads> Loads { get; init; } = [];

    public int LoadsFailed { get; init; }

    /// <summary>Loads in the place of another model, by the time in which there was none.</summary>
    public ModelSwaps Swaps { get; init; } = ModelSwaps.None;

    /// <summary>Programs by how they ended.</summary>
    public ImmutableArray<Tally<CodeRunEnd>> Programs { get; init; } = [];

    /// <summary>Programs that ended by themselves with another exit code than 0.</summary>
    public int ProgramsWithError { get; init; }

    public ImmutableArray<Tally<CodeLimit>> CodeLimits { get; init; } = [];

    public long FilesProduced { get; init; }

    public long BytesProduced { get; init; }

    public ImmutableArray<FindingTally> Findings { get; init; } = [];

    /// <summary>The settings that are not the same for all responses.</summary>
    public ImmutableArray<string> Varied { get; init; } = [];

    /// <summary>Tokens per second in slices of running time.</summary>
    public SpeedOverTime Speed { get; init; } = SpeedOverTime.None;

    /// <summary>The chain's limits and what is used of them.</summary>
    public ImmutableArray<BudgetUse> Budgets { get; init; } = [];

    /// <summary>Of decoding alone; null when nothing was decoded.</summary>
    public double? TokensPerSecond => Time.Decode > TimeSpan.Zero ? ResponseTokens / Time.Decode.TotalSeconds : null;
}
