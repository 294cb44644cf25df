namespace Samantha.Terminal.Widgets.Wrapping;

/// <summary>
/// Where the rows of one logical line begin when it is shown in a given number of cells. Breaks after spaces and around wide
/// characters, else inside a word; spaces at a row's end hang over the edge. Pure.
/// </summary>
public static class SoftWrap
{
    /// <summary>Offsets of the rows' first characters; the first is always 0, so there is at least one row.</summary>
    public static int[] RowStarts(ReadOnlySpan<char> line, int widthCells)
    {
        if (line.Length <= widthCells && System.Text.Ascii.IsValid(line) && !line.Contains('\t'))
        {
            return SingleRow;
        }

        var starts = new List<int> { 0 };
        Continue(line, widthCells, starts);
        return starts.Count == 1 ? SingleRow : [.. starts];
    }

    /// <summary>
    /// Wraps again from the last row but one: earlier rows of a line never change when text is appended to it, which is what
    /// makes a stream of small appends cheap. The last two may: half an emoji becomes a whole one.
    /// </summary>
    public static void Continue(ReadOnlySpan<char> line, int widthCells, List<int> starts)
    {
        int width = Math.Max(1, widthCells);
        if (starts.Count > 1)
        {
            starts.RemoveAt(starts.Count - 1);
        }

        int start = starts[^1];
        int at = start;
        int cells = 0;
        int breakAt = -1;
        while (at < line.Length)
        {
            int length = CellText.NextCluster(line[at..], out int clusterCells);
            if (line[at] == ' ')
            {
                cells += clusterCells;
                at += length;
                breakAt = at;
                continue;
            }

            bool wide = clusterCells == 2;
            if (wide)
            {
                breakAt = at;
            }

            if (cells + clusterCells > width && at > start)
            {
                start = breakAt > start ? breakAt : at;
                starts.Add(start);
                at = start;
                cells = 0;
                breakAt = -1;
                continue;
            }

            cells += clusterCells;
            at += length;
            if (wide || line[at - 1] == '\t')
            {
                breakAt = at;
            }
        }
    }

    /// <summary>The row of the line that holds the character offset.</summary>
    public static int RowOf(ReadOnlySpan<int> starts, int column)
    {
        int found = starts.BinarySearch(column);
        return found >= 0 ? found : Math.Max(0, ~found - 1);
    }

    private static readonly int[] SingleRow = [0];
}
