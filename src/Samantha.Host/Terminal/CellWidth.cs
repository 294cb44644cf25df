using System.Globalization;
using System.Text;

namespace Samantha.Host.Terminal;

/// <summary>
/// How many terminal cells text takes: 0 for combining marks, 2 for East Asian wide characters and emoji, else 1. Knows no state.
/// </summary>
internal static class CellWidth
{
    // First and last code point of the wide blocks, in order.
    private static readonly (int First, int Last)[] Wide =
    [
        (0x1100, 0x115F), (0x231A, 0x231B), (0x23E9, 0x23EC), (0x25FD, 0x25FE), (0x2614, 0x2615), (0x2648, 0x2653),
        (0x26AA, 0x26AB),
        (0x26BD, 0x26BE), (0x26C4, 0x26C5), (0x2705, 0x2705), (0x270A, 0x270B), (0x2728, 0x2728), (0x274C, 0x274C),
        (0x2753, 0x2755),
        (0x2795, 0x2797), (0x2B1B, 0x2B1C), (0x2B50, 0x2B50), (0x2B55, 0x2B55), (0x2E80, 0x303E), (0x3041, 0x33FF),
        (0x3400, 0x4DBF),
        (0x4E00, 0x9FFF), (0xA000, 0xA4CF), (0xA960, 0xA97F), (0xAC00, 0xD7A3), (0xF900, 0xFAFF), (0xFE30, 0xFE6F),
        (0xFF01, 0xFF60),
        (0xFFE0, 0xFFE6), (0x16FE0, 0x18CFF), (0x1B000, 0x1B2FF), (0x1F004, 0x1F004), (0x1F18E, 0x1F19A), (0x1F200, 0x1F320),
        (0x1F32D, 0x1F64F), (0x1F680, 0x1F6FF), (0x1F7E0, 0x1F7EB), (0x1F90C, 0x1F9FF), (0x1FA70, 0x1FAFF), (0x20000, 0x3FFFD),
    ];

    public static int Of(Rune rune)
    {
        if (rune.Value < 0x300)
        {
            return Rune.IsControl(rune) ? 0 : 1;
        }

        if (Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
        {
            return 0;
        }

        int low = 0, high = Wide.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (rune.Value > Wide[middle].Last)
            {
                low = middle + 1;
            }
            else if (rune.Value < Wide[middle].First)
            {
                high = middle - 1;
            }
            else
            {
                return 2;
            }
        }

        return 1;
    }

    public static int Of(string text)
    {
        int cells = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            cells += Of(rune);
        }

        return cells;
    }

    /// <summary>
    /// The text if it fits, else its beginning with an ellipsis; never more than <paramref name="cells"/> cells.
    /// </summary>
    public static string Cut(string text, int cells)
    {
        if (Of(text) <= cells)
        {
            return text;
        }

        var cut = new StringBuilder();
        int used = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int width = Of(rune);
            if (used + width > cells - 1)
            {
                break;
            }

            cut.Append(rune.ToString());
            used += width;
        }

        return cells > 0 ? cut.Append('…').ToString() : "";
    }

    public static string PadRight(string text, int cells) => text + new string(' ', Math.Max(0, cells - Of(text)));

    public static string PadLeft(string text, int cells) => new string(' ', Math.Max(0, cells - Of(text))) + text;
}
