using System.Collections.Immutable;

namespace Samantha.Chains.Studies;

/// <summary>What the settings of a session's responses did to them.</summary>
/// <param name="Varied">The names of the settings that are not the same for all responses.</param>
/// <param name="Rows">A row for each combination of values, in the order of the values.</param>
/// <param name="Responses">Every response, in the order of the plan.</param>
/// <param name="LeftOut">Responses that are not in it: cut short by a person, or beyond the largest study.</param>
public sealed record SettingsStudy(
    ImmutableArray<string> Varied, ImmutableArray<StudyRow> Rows, ImmutableArray<StudyResponse> Responses, long LeftOut)
{
    /// <summary>More responses than this say nothing more.</summary>
    public const int ResponsesMax = 10_000;

    public bool HasEntropy => Responses.Any(response => response.Measures.EntropyBits is not null);

    public bool HasRepeats => Rows.Any(row => row.Repeated > 0);
}
