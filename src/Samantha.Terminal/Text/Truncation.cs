namespace Samantha.Terminal.Text;

/// <summary>Cutting text to a width without cutting a grapheme cluster. Pure.</summary>
public static class Truncation
{
    /// <summary>The text itself when it fits, else its beginning and the mark.</summary>
    public static string End(string text, int width, string ellipsis = "…")
    {
        if (TextWidth.Of(text) <= width)
        {
            return text;
        }

        var room = width - TextWidth.Of(ellipsis);
        return room < 0
            ? text[..Fitting(text, Math.Max(0, width))]
            : string.Concat(text.AsSpan(0, Fitting(text, room)), ellipsis);
    }

    /// <summary>The text itself when it fits, else its beginning, the mark and its end: for paths and ids.</summary>
    public static string Middle(string text, int width, string ellipsis = "…")
    {
        var room = width - TextWidth.Of(ellipsis);
        if (TextWidth.Of(text) <= width || room < 2)
        {
            return End(text, width, ellipsis);
        }

        var head = Fitting(text, (room + 1) / 2);
        var tail = text.Length;
        for (var columns = 0; tail > head;)
        {
            var before = Graphemes.Previous(text, tail);
            columns += TextWidth.OfCluster(text.AsSpan(before, tail - before));
            if (columns > room / 2)
            {
                break;
            }

            tail = before;
        }

        return string.Concat(text.AsSpan(0, head), ellipsis, text.AsSpan(tail));
    }

    /// <summary>Cut or filled with blanks to exactly the width.</summary>
    /// <param name="right">Blanks in front, for numbers.</param>
    public static string Pad(string text, int width, bool right = false, string ellipsis = "…")
    {
        var cut = End(text, width, ellipsis);
        var blanks = new string(' ', Math.Max(0, width - TextWidth.Of(cut)));
        return right ? blanks + cut : cut + blanks;
    }

    private static int Fitting(string text, int width)
    {
        var columns = 0;
        var i = 0;
        while (i < text.Length)
        {
            var length = Graphemes.LengthAt(text, i);
            columns += TextWidth.OfCluster(text.AsSpan(i, length));
            if (columns > width)
            {
                break;
            }

            i += length;
        }

        return i;
    }
}
