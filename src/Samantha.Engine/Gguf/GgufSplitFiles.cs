using System.Collections.Immutable;
using System.Globalization;

namespace Samantha.Engine.Gguf;

/// <summary>A model in several files: which others belong to one, and whether they are there.</summary>
internal static class GgufSplitFiles
{
    private const int PartsMax = 999;

    public static GgufSplit? Find(GgufKeys keys, string path)
    {
        const string CountKey = "split.count";
        const string NumberKey = "split.no";
        long parts = keys.Integer(CountKey, 0, PartsMax) ?? 0;
        if (parts <= 1)
        {
            return null;
        }

        int part = (int)keys.RequiredInteger(NumberKey, 0, parts - 1) + 1;
        ImmutableArray<string> names = Names(keys, path, part, (int)parts);
        if (part != 1)
        {
            throw keys.Problem(
                GgufProblem.SplitParts, NumberKey, $"this is part {part} of {parts} of a model; open the first part, {names[0]}");
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        string[] missing = [.. names.Where(name => !File.Exists(Path.Combine(folder, name)))];
        if (missing.Length > 0)
        {
            const int NamesMax = 5;
            string more = missing.Length > NamesMax ? $" and {missing.Length - NamesMax} more" : "";
            throw keys.Problem(
                GgufProblem.SplitParts,
                CountKey,
                $"the model has {parts} parts; missing in its folder: {string.Join(", ", missing.Take(NamesMax))}{more}");
        }

        return new GgufSplit(part, (int)parts, [.. names.Select(name => Path.Combine(folder, name))]);
    }

    /// <summary>The names follow one pattern, which llama.cpp insists on: name-00001-of-00003.gguf.</summary>
    private static ImmutableArray<string> Names(GgufKeys keys, string path, int part, int parts)
    {
        string name = Path.GetFileName(path);
        string ending = Ending(part, parts);
        if (!name.EndsWith(ending, StringComparison.Ordinal) || name.Length == ending.Length)
        {
            throw keys.Problem(
                GgufProblem.SplitParts,
                "split.no",
                $"this is part {part} of {parts} of a model; its name must end in {ending}, give all parts their names back");
        }

        string prefix = name[..^ending.Length];
        return [.. Enumerable.Range(1, parts).Select(number => prefix + Ending(number, parts))];
    }

    private static string Ending(int part, int parts) =>
        string.Create(CultureInfo.InvariantCulture, $"-{part:D5}-of-{parts:D5}.gguf");
}
