using System.Collections.Immutable;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Sweeps;

/// <summary>
/// A sweep on one line, for the command line and for a field: <c>temperature = 0, 0.5, 1; top_p = 0.5, 0.9 | top_k = 1, 40</c>.
/// A semicolon stands between settings of a block, a bar between blocks.
/// </summary>
public static class SweepText
{
    /// <summary>Reads such a line. False leaves a sentence that says what is wrong.</summary>
    public static bool TryParse(string text, out SweepSettings sweep, out string problem)
    {
        sweep = SweepSettings.None;
        problem = "";
        if (text.Trim() is "" or "off")
        {
            return true;
        }

        var blocks = ImmutableArray.CreateBuilder<SweepBlock>();
        foreach (var written in text.Split('|'))
        {
            var axes = ImmutableArray.CreateBuilder<SweepAxis>();
            foreach (var part in written.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (Axis(part, axes, out problem) is not { } axis)
                {
                    return false;
                }

                axes.Add(axis);
            }

            if (axes.Count == 0)
            {
                problem = $"A block of the sweep is empty. {Example}";
                return false;
            }

            blocks.Add(new SweepBlock(axes.ToImmutable()));
        }

        sweep = new SweepSettings(blocks.ToImmutable());
        problem = SweepRules.ProblemOf(sweep) ?? "";
        return problem.Length == 0;
    }

    /// <summary>The line for a sweep; off for none.</summary>
    public static string Of(SweepSettings sweep) => sweep.IsNone
        ? "off"
        : string.Join(" | ", sweep.Blocks.Select(block =>
            string.Join("; ", block.Axes.Select(axis => $"{axis.Name} = {string.Join(", ", axis.Values)}"))));

    private const string Example = "Write settings with their values, such as temperature = 0, 0.5, 1; top_p = 0.5, 0.9.";

    private static SweepAxis? Axis(string part, IReadOnlyCollection<SweepAxis> before, out string problem)
    {
        var sign = part.IndexOf('=', StringComparison.Ordinal);
        var name = sign < 0 ? part : part[..sign];
        if (sign < 0)
        {
            problem = $"'{HyperparameterTable.Shorten(part)}' has no values. {Example}";
            return null;
        }

        if (!HyperparameterTable.TryFind(name, out var key))
        {
            var near = NearestName.Find(name.Trim().Replace('-', '_'), [.. SweepRules.Names]);
            problem = $"Unknown setting '{HyperparameterTable.Shorten(name.Trim())}' in sweep."
                + (near is null ? $" Allowed are: {string.Join(", ", SweepRules.Names)}." : $" Did you mean {near}?");
            return null;
        }

        if (before.Any(axis => axis.Name == key.Name))
        {
            problem = $"{key.Name} is set a second time in the same block of the sweep.";
            return null;
        }

        problem = SweepRules.ProblemOf(key) ?? "";
        var values = ImmutableArray.CreateBuilder<string>();
        foreach (var written in part[(sign + 1)..].Trim(' ', '[', ']').Split(
            ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            problem = problem.Length > 0 ? problem : SweepRules.Read(key, written, out var value) ?? Added(values, value);
        }

        problem = problem.Length > 0 ? problem : SweepRules.ProblemOf(key.Name, values) ?? "";
        return problem.Length > 0 ? null : new SweepAxis(key.Name, values.ToImmutable());
    }

    private static string Added(ImmutableArray<string>.Builder values, string value)
    {
        values.Add(value);
        return "";
    }
}
