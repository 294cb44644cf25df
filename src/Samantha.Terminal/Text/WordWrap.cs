namespace Samantha.Terminal.Text;

/// <summary>
/// Soft wrapping of one logical line (no line feeds in it) at blanks, else at clusters; and cursor positions in it. Pure.
/// </summary>
public static class WordWrap
{
    /// <summary>
    /// The screen lines of one logical line; at least one, also for an empty line. No cluster is ever cut. Blanks that do not fit
    /// hang over the end of their line and are not counted in its width.
    /// </summary>
    public static IReadOnlyList<WrappedLine> Wrap(ReadOnlySpan<char> line, int width)
    {
        width = Math.Max(1, width);
        var rows = new List<WrappedLine>();
        int start = 0, columns = 0, breakAt = -1, columnsAtBreak = 0;
        for (var i = 0; i < line.Length;)
        {
            var length = Graphemes.LengthAt(line, i);
            var blank = length == 1 && line[i] is ' ' or '\t';
            var wide = TextWidth.OfCluster(line.Slice(i, length));
            if (!blank && columns + wide > width && columns > 0)
            {
                var end = breakAt > start ? breakAt : i;
                rows.Add(Row(start, end, breakAt > start ? columnsAtBreak : columns, width));
                columns -= breakAt > start ? columnsAtBreak : columns;
                start = end;
                breakAt = -1;
                continue;
            }

            i += length;
            columns += wide;
            if (blank || wide == 2 || (i < line.Length && IsWideAt(line, i)))
            {
                breakAt = i;
                columnsAtBreak = columns;
            }
        }

        rows.Add(Row(start, line.Length, columns, width));
        return rows;
    }

    /// <summary>The column of a text offset within its screen line; more than the width where blanks hang over.</summary>
    public static int ColumnOf(ReadOnlySpan<char> line, WrappedLine row, int offset) =>
        TextWidth.Of(line[row.Start..Math.Clamp(offset, row.Start, row.End)]);

    /// <summary>
    /// The text offset (a grapheme boundary) under a column of a screen line; its end when the column is behind the text.
    /// </summary>
    public static int OffsetAt(ReadOnlySpan<char> line, WrappedLine row, int column)
    {
        var columns = 0;
        for (var i = row.Start; i < row.End;)
        {
            var length = Graphemes.LengthAt(line, i);
            columns += TextWidth.OfCluster(line.Slice(i, length));
            if (columns > column)
            {
                return i;
            }

            i += length;
        }

        return row.End;
    }

    private static WrappedLine Row(int start, int end, int columns, int width) =>
        new(start, end - start, Math.Min(columns, width));

    private static bool IsWideAt(ReadOnlySpan<char> line, int offset) =>
        line[offset] >= 0x1100 && TextWidth.OfCluster(line.Slice(offset, Graphemes.LengthAt(line, offset))) == 2;
}
