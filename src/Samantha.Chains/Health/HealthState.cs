using System.Collections.Immutable;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Chains.Health;

/// <summary>
/// What the detectors remember of a session and what their findings led to. Rebuilt by folding the journal; its size is bounded
/// (at most 256 sketches of 0.6 kB and 64 slots), however long the session is. Equal by value.
/// </summary>
public sealed record HealthState
{
    /// <summary>More different prompts than this forget each other's usual length and language.</summary>
    internal const int SlotsMax = 64;

    public static HealthState Empty { get; } = new();

    /// <summary>Of the last responses, the newest last.</summary>
    public ImmutableArray<ResponseSketch> Sketches { get; init; } = [];

    internal ImmutableArray<SlotMemory> Slots { get; init; } = [];

    /// <summary>How many responses in a row had shrunk.</summary>
    internal int Shrunk { get; init; }

    /// <summary>The language of all responses so far as far as it could be told; null before the first, or when they differ.</summary>
    internal string? Language { get; init; }

    internal int InLanguage { get; init; }

    internal bool IsLanguageMixed { get; init; }

    /// <summary>What was sent for the open step, and with which temperature.</summary>
    internal string OpenPrompt { get; init; } = "";

    internal double OpenTemperature { get; init; }

    /// <summary>What was found in the response that is about to be committed: the finding that acts, or the first one.</summary>
    internal HealthFinding? Pending { get; init; }

    /// <summary>How many responses to the open step were rejected: its seed follows from that.</summary>
    public int Rejections { get; init; }

    /// <summary>Added to the temperature of every step; 0 = as the chain says.</summary>
    public double TemperatureRaise { get; init; }

    internal int GoodInARow { get; init; }

    /// <summary>What goes in front of the prompt of the step that comes next; empty = nothing.</summary>
    public string InjectedPrompt { get; init; } = "";

    /// <summary>The finding that the session is to stop for; null = none, or somebody has resumed it since.</summary>
    public HealthFinding? StopsFor { get; init; }

    internal SlotMemory SlotOf(StepPosition position) =>
        Slots.FirstOrDefault(slot => slot.Model == position.Model && slot.Prompt == position.Prompt)
            ?? new SlotMemory(position.Model, position.Prompt);

    // Written out because an ImmutableArray compares by reference, and a state must equal the fold of its journal.
    public bool Equals(HealthState? other) => other is not null
        && Sketches.AsSpan().SequenceEqual(other.Sketches.AsSpan()) && Slots.AsSpan().SequenceEqual(other.Slots.AsSpan())
        && (Shrunk, Language, InLanguage, IsLanguageMixed) == (other.Shrunk, other.Language, other.InLanguage, other.IsLanguageMixed)
        && (OpenPrompt, OpenTemperature, Rejections, TemperatureRaise, GoodInARow, InjectedPrompt)
            == (other.OpenPrompt, other.OpenTemperature, other.Rejections, other.TemperatureRaise, other.GoodInARow,
                other.InjectedPrompt)
        && Pending == other.Pending && StopsFor == other.StopsFor;

    public override int GetHashCode() => HashCode.Combine(Sketches.Length, Slots.Length, Shrunk, Rejections, TemperatureRaise);
}
