using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Sweeps;

/// <summary>One combination of a sweep: the Number-th of Count, from 1, and what it sets.</summary>
public sealed record SweepCell(
    int Number, int Count, HyperparameterOverrides Overrides, ImmutableArray<(string Name, string Value)> Settings)
{
    /// <summary>
    /// The line that the transcript shows before a response: <c>SWEEP 3 of 6: temperature (0.5), top_p (0.9)</c>. What the
    /// prompt sets itself is left out, because it was not in force.
    /// </summary>
    public string Line(HyperparameterOverrides prompt)
    {
        var inForce = Settings.Where(setting => !HyperparameterTable.TryFind(setting.Name, out var key)
            || key.GetOverride(prompt) is null).Select(setting => $"{setting.Name} ({setting.Value})").ToList();
        return string.Create(CultureInfo.InvariantCulture, $"SWEEP {Number} of {Count}: ")
            + (inForce.Count == 0 ? "the prompt sets everything itself" : string.Join(", ", inForce));
    }
}
