using System.Globalization;

namespace Samantha.Engine.Native;

/// <summary>
/// Cuts text where one class of character runs on and on. Some pre-tokenizers match such a run with a recursive regular
/// expression that takes about 400 bytes of stack per character: a run of this length fits the decode thread's stack,
/// a longer one would end the process. Ordinary text is never cut.
/// </summary>
internal static class LongRuns
{
    public const int RunCharsMax = 100_000;

    /// <summary>Lengths of the pieces, in order; their sum is the text's length.</summary>
    public static IEnumerable<int> Pieces(string text, int runCharsMax = RunCharsMax)
    {
        int start = 0;
        int runStart = 0;
        int runClass = -1;
        for (int i = 0; i < text.Length; i++)
        {
            int kind = ClassOf(text[i]);
            if (kind != runClass)
            {
                runClass = kind;
                runStart = i;
            }
            else if (i - runStart >= runCharsMax && !char.IsLowSurrogate(text[i]))
            {
                yield return i - start;
                start = i;
                runStart = i;
            }
        }

        if (start < text.Length)
        {
            yield return text.Length - start;
        }
    }

    private static int ClassOf(char c) => char.GetUnicodeCategory(c) switch
    {
        <= UnicodeCategory.SpacingCombiningMark => 0,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => 1,
        _ when char.IsWhiteSpace(c) => 2,
        _ => 3,
    };
}
