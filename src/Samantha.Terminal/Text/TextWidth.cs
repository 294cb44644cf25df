using System.Globalization;
using System.Text;

namespace Samantha.Terminal.Text;

/// <summary>Columns that text takes on the screen, by the committed Unicode tables. Pure; knows no terminal's quirks.</summary>
public static class TextWidth
{
    /// <summary>
    /// A tab is always drawn as this many blanks, wherever it stands, so that widths do not depend on the position.
    /// </summary>
    public const int TabColumns = 4;

    /// <summary>The version of the Unicode data behind the tables.</summary>
    public static string UnicodeVersion => WidthTables.UnicodeVersion;

    /// <summary>Columns of a whole line as the cell buffer draws it (a control character counts 1: its visible mark).</summary>
    public static int Of(ReadOnlySpan<char> text)
    {
        var columns = 0;
        for (var i = 0; i < text.Length;)
        {
            if (IsPlainAscii(text, i))
            {
                columns++;
                i++;
                continue;
            }

            var length = Graphemes.LengthAt(text, i);
            columns += OfCluster(text.Slice(i, length));
            i += length;
        }

        return columns;
    }

    /// <summary>0, 1 or 2.</summary>
    public static int OfRune(Rune rune)
    {
        var value = rune.Value;
        if (value < 0x300)
        {
            return value == 0xAD ? 0 : 1;
        }

        if (value is (>= 0x1160 and <= 0x11FF) or (>= 0xD7B0 and <= 0xD7FF))
        {
            return 0; // The vowels and finals of a Hangul syllable join the initial.
        }

        if (InRanges(WidthTables.Wide, value))
        {
            return 2;
        }

        return Rune.GetUnicodeCategory(rune) switch
        {
            UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark => 0,
            UnicodeCategory.Format => IsPrepended(value) ? 1 : 0,
            _ => 1,
        };
    }

    /// <summary>Columns of one grapheme cluster: 0 (not drawn), 1 or 2; a tab <see cref="TabColumns"/>.</summary>
    public static int OfCluster(ReadOnlySpan<char> cluster)
    {
        if (cluster.IsEmpty)
        {
            return 0;
        }

        if (cluster[0] == '\t')
        {
            return TabColumns;
        }

        Rune.DecodeFromUtf16(cluster, out var first, out var used);
        if (Sanitizer.IsForbidden(first))
        {
            return 1;
        }

        if (used == cluster.Length)
        {
            var width = OfRune(first);
            return width == 0 && NeedsBase(first) ? 1 : width;
        }

        return OfSeveral(first, cluster[used..]);
    }

    /// <summary>
    /// True when terminals disagree on the columns of this cluster, so that the cursor must be placed anew after it: joined
    /// emoji, variation selectors, flags, spacing marks, and everything from the newer planes.
    /// </summary>
    internal static bool IsDisputed(ReadOnlySpan<char> cluster)
    {
        var drawn = 0;
        if (cluster.Length > 1 && cluster[0] is >= '\u0900' and < '\u1CFF' and not (>= '\u1100' and <= '\u11FF'))
        {
            return true; // Scripts whose letters join into one shape; how wide that is depends on the font.
        }

        foreach (var rune in cluster.EnumerateRunes())
        {
            if (rune.Value >= 0x1F000 || rune.Value is 0x200D or 0xFE0E or 0xFE0F or 0x20E3 || IsPrepended(rune.Value))
            {
                return true;
            }

            var category = Rune.GetUnicodeCategory(rune);
            if (category
                is UnicodeCategory.SpacingCombiningMark or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
            {
                return true;
            }

            drawn += category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark ? 0 : 1;
        }

        return drawn != 1;
    }

    /// <summary>Columns on a terminal that draws every code point by itself.</summary>
    internal static int WithoutJoining(ReadOnlySpan<char> cluster)
    {
        var columns = 0;
        foreach (var rune in cluster.EnumerateRunes())
        {
            columns += OfRune(rune);
        }

        return columns;
    }

    /// <summary>A mark or joining letter that shows nothing by itself: it is drawn on a dotted circle.</summary>
    internal static bool NeedsBase(Rune rune) =>
        !IsVariationSelector(rune.Value)
        && (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
            || rune.Value is (>= 0x1160 and <= 0x11FF) or (>= 0xD7B0 and <= 0xD7FF));

    internal static bool IsPlainAscii(ReadOnlySpan<char> text, int index) =>
        text[index] is >= ' ' and <= '~' && (index + 1 == text.Length || text[index + 1] < 0x300);

    private static int OfSeveral(Rune first, ReadOnlySpan<char> rest)
    {
        var columns = OfRune(first);
        var startsBare = columns == 0;
        foreach (var rune in rest.EnumerateRunes())
        {
            if ((rune.Value == 0xFE0F && InRanges(WidthTables.Emoji, first.Value)) || rune.Value == 0x20E3)
            {
                return 2;
            }

            columns += OfRune(rune);
        }

        return columns == 0 && startsBare && NeedsBase(first) ? 1 : Math.Min(2, columns);
    }

    private static bool IsVariationSelector(int value) => value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);

    // Arabic and other signs that span the digits after them; they show although they are format characters.
    private static bool IsPrepended(int value) =>
        value is (>= 0x600 and <= 0x605) or 0x6DD or 0x70F or 0x890 or 0x891 or 0x8E2 or 0x110BD or 0x110CD;

    private static bool InRanges(ReadOnlySpan<int> ranges, int value)
    {
        int low = 0, high = (ranges.Length / 2) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (value < ranges[2 * middle])
            {
                high = middle - 1;
            }
            else if (value > ranges[(2 * middle) + 1])
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }

        return false;
    }
}
