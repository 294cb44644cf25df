using System.Collections.Immutable;

namespace Samantha.Chains.Health;

/// <summary>How many letters of a text belong to which script. A sign that is a word of its own counts as three.</summary>
internal readonly struct LetterScripts
{
    public const string Latin = "latin";
    private const int WeightOfAWord = 3;

    private readonly int[] _counts;

    private LetterScripts(int[] counts, int total) => (_counts, Total) = (counts, total);

    /// <summary>Of the languages that are told by their script alone.</summary>
    public static ImmutableArray<string> Codes { get; } = ["ru", "el", "ar", "he", "hi", "th", "zh", "ja", "ko"];

    public int Total { get; }

    public static LetterScripts Count(ReadOnlySpan<char> text)
    {
        var counts = new int[Codes.Length + 1];
        var total = 0;
        foreach (var sign in text)
        {
            var script = ScriptOf(sign);
            if (script >= 0)
            {
                var weight = WordSigns.IsWordAlone(sign) ? WeightOfAWord : 1;
                counts[script] += weight;
                total += weight;
            }
        }

        // Japanese is written with Han signs too; kana tell it from Chinese.
        var (han, kana) = (Array.IndexOf([.. Codes], "zh") + 1, Array.IndexOf([.. Codes], "ja") + 1);
        if (counts[kana] * 5 > counts[han])
        {
            (counts[kana], counts[han]) = (counts[kana] + counts[han], 0);
        }

        return new LetterScripts(counts, total);
    }

    /// <summary>"latin" or a code; null when no script has this share.</summary>
    public string? Main(double share)
    {
        for (var script = 0; script < _counts.Length; script++)
        {
            if (Total > 0 && _counts[script] >= share * Total)
            {
                return script == 0 ? Latin : Codes[script - 1];
            }
        }

        return null;
    }

    private static int ScriptOf(char sign) => sign switch
    {
        < '\u0041' => -1,
        < '\u0250' => char.IsLetter(sign) ? 0 : -1,
        >= '\u1E00' and <= '\u1EFF' => 0,
        >= '\u0370' and <= '\u03FF' or >= '\u1F00' and <= '\u1FFF' => 2,
        >= '\u0400' and <= '\u052F' => 1,
        >= '\u0590' and <= '\u05FF' => 4,
        >= '\u0600' and <= '\u06FF' => 3,
        >= '\u0900' and <= '\u097F' => 5,
        >= '\u0E00' and <= '\u0E7F' => 6,
        >= '\u3400' and <= '\u9FFF' => 7,
        >= '\u3041' and <= '\u30FF' => 8,
        >= '\uAC00' and <= '\uD7A3' or >= '\u1100' and <= '\u11FF' => 9,
        _ => -1,
    };
}
