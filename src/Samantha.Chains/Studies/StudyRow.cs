using System.Collections.Immutable;

namespace Samantha.Chains.Studies;

/// <summary>The responses that have the same values of the settings that vary, taken together.</summary>
/// <param name="Values">The values, in the order of <see cref="SettingsStudy.Varied"/>.</param>
/// <param name="Responses">How many there are.</param>
/// <param name="Means">The mean of each of <see cref="Measure.All"/>; null where no response has it.</param>
/// <param name="Repeated">How many of them were asked for again: same model, same text, same settings, perhaps another seed.</param>
/// <param name="Identical">How many of those equal the first of their kind, token for token.</param>
/// <param name="Difference">The earliest difference among the others; null when there is none.</param>
public sealed record StudyRow(
    ImmutableArray<string> Values, int Responses, ImmutableArray<double?> Means, int Repeated, int Identical,
    FirstDifference? Difference)
{
    /// <summary>Whether responses that were asked for again came out the same, in words; empty when none was.</summary>
    public string Again => Repeated == 0 ? ""
        : Difference is null ? "identical"
        : $"differs at token {Difference.Token}";
}
