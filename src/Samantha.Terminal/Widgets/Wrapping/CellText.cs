using Samantha.Terminal.Text;

namespace Samantha.Terminal.Widgets.Wrapping;

/// <summary>Grapheme clusters and cells of plain text as the widgets draw it: a tab is always four cells. Pure.</summary>
public static class CellText
{
    /// <summary>Cells of a tab. Fixed, so that a row's width does not depend on where the row begins.</summary>
    public const int TabCells = TextWidth.TabColumns;

    /// <summary>Characters of the first cluster of a non-empty text, and the cells that it takes.</summary>
    public static int NextCluster(ReadOnlySpan<char> text, out int cells)
    {
        char first = text[0];
        if (first < 0x80 && (text.Length == 1 || text[1] < 0x80))
        {
            cells = first == '\t' ? TabCells : 1;
            return 1;
        }

        int length = Graphemes.LengthAt(text, 0);
        cells = first == '\t' ? TabCells : TextWidth.OfCluster(text[..length]);
        return length;
    }

    public static int Width(ReadOnlySpan<char> text)
    {
        int cells = 0;
        while (!text.IsEmpty)
        {
            text = text[NextCluster(text, out int width)..];
            cells += width;
        }

        return cells;
    }

    /// <summary>Offset after the cluster that begins at the offset.</summary>
    public static int After(string text, int offset) =>
        offset >= text.Length ? text.Length : offset + NextCluster(text.AsSpan(offset), out _);

    /// <summary>Offset of the cluster that ends at the offset.</summary>
    public static int Before(string text, int offset) => offset <= 0 ? 0 : SnapToCluster(text, offset - 1);

    /// <summary>The start of the cluster that holds the offset; the offset itself when it is a boundary.</summary>
    public static int SnapToCluster(string text, int offset)
    {
        int wanted = Math.Clamp(offset, 0, text.Length);
        if (wanted == 0 || wanted == text.Length || (text[wanted] < 0x80 && text[wanted - 1] < 0x80))
        {
            return wanted;
        }

        // Clusters are found from the left. Two ASCII characters side by side are always a boundary, so start there.
        int at = wanted;
        while (at > 0 && !(text[at] < 0x80 && text[at - 1] < 0x80))
        {
            at--;
        }

        while (at < wanted)
        {
            int next = After(text, at);
            if (next > wanted)
            {
                return at;
            }

            at = next;
        }

        return at;
    }

    /// <summary>The longest beginning that fits, cut between clusters, with the mark at its end when something was cut.</summary>
    public static string Truncate(string text, int cells, string mark = "…")
    {
        if (cells <= 0)
        {
            return "";
        }

        if (Width(text) <= cells)
        {
            return text;
        }

        int room = Math.Max(0, cells - Width(mark));
        int at = 0;
        int used = 0;
        while (at < text.Length)
        {
            int length = NextCluster(text.AsSpan(at), out int width);
            if (used + width > room)
            {
                break;
            }

            used += width;
            at += length;
        }

        return room == 0 && Width(mark) > cells ? "" : string.Concat(text.AsSpan(0, at), mark);
    }

    /// <summary>Exactly so many cells: cut or filled with spaces.</summary>
    public static string Fit(string text, int cells, bool alignRight = false)
    {
        string cut = Truncate(text, cells);
        string fill = new(' ', Math.Max(0, cells - Width(cut)));
        return alignRight ? fill + cut : cut + fill;
    }
}
