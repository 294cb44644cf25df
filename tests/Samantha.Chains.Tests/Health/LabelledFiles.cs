using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Samantha.Chains.Health;

namespace Samantha.Chains.Tests.Health;

/// <summary>Reads the labelled responses of tests/fixtures/health; the README there says how they are written.</summary>
public static partial class LabelledFiles
{
    /// <summary>The file with what the demonstration model wrote.</summary>
    public const string OfModel = "demonstration-model";

    public static ImmutableArray<LabelledCase> Read(string folder) =>
        [.. Directory.GetFiles(folder, "*.txt").Order(StringComparer.Ordinal).SelectMany(ReadFile)];

    private static IEnumerable<LabelledCase> ReadFile(string path)
    {
        var file = Path.GetFileNameWithoutExtension(path);
        foreach (var block in ("\n" + File.ReadAllText(path)).Split("\n### ").Skip(1))
        {
            var end = block.IndexOf('\n', StringComparison.Ordinal);
            yield return Case(file, block[..end].Split('|', StringSplitOptions.TrimEntries), block[(end + 1)..]);
        }
    }

    private static LabelledCase Case(string file, string[] heading, string body)
    {
        var labels = heading[1].Split(' ', StringSplitOptions.TrimEntries);
        var turns = heading.Skip(2).FirstOrDefault(word => word.StartsWith("turns ", StringComparison.Ordinal))?[6..] ?? "1";
        return new LabelledCase(
            $"{file}: {heading[0]}",
            labels[0] == "none" ? null : Detector(labels[0]),
            [.. labels.Skip(1).Select(label => Detector(label.Trim('(', ')')))],
            int.Parse(turns, CultureInfo.InvariantCulture),
            heading.Skip(2).FirstOrDefault(word => word.StartsWith("prompt ", StringComparison.Ordinal))?[7..] ?? "Go on.",
            [.. body.TrimEnd('\n').Split("\n---\n").Select(Expand)]);
    }

    private static string Expand(string text) => TimesPattern().Replace(text, match => string.Concat(
        Enumerable.Repeat(match.Groups[2].Value, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))));

    private static HealthDetector Detector(string name) =>
        Enum.GetValues<HealthDetector>().Single(detector => HealthWords.Kebab(detector) == name);

    [GeneratedRegex(@"\[\[(\d+) times: (.*?)\]\]", RegexOptions.Singleline)]
    private static partial Regex TimesPattern();
}
