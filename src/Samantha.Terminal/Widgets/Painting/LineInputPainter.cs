using Samantha.Terminal.Cells;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Painting;

/// <summary>
/// Draws a one-line input so that its cursor is always in sight, and places the terminal's cursor when asked to.
/// </summary>
internal static class LineInputPainter
{
    public static void Draw(Canvas canvas, Rect area, LineInput input, Style style, bool withCursor)
    {
        var box = canvas.Window(area);
        if (box.Width < 1 || box.Height < 1)
        {
            return;
        }

        box.Fill(new Rect(0, 0, box.Width, 1), style);
        int start = FirstVisible(input, box.Width);
        int cell = box.Text(0, 0, input.Text.AsSpan(start, input.Caret - start), style);
        int caret = Math.Min(cell, box.Width - 1);
        box.Text(cell, 0, input.Text.AsSpan(input.Caret), style);
        int from = Math.Max(start, input.Selection.Start.Column);
        int to = Math.Max(from, input.Selection.End.Column);
        if (to > from)
        {
            int left = CellText.Width(input.Text.AsSpan(start, from - start));
            int width = CellText.Width(input.Text.AsSpan(from, to - from));
            box.Restyle(new Rect(left, 0, width, 1), below => below.With(TextAttributes.Reverse));
        }

        if (withCursor)
        {
            box.PlaceCursor(caret, 0);
        }
    }

    /// <summary>Offset under a cell of the drawn field.</summary>
    public static int OffsetAt(LineInput input, int widthCells, int cell)
    {
        int at = FirstVisible(input, widthCells);
        int cells = 0;
        while (at < input.Text.Length)
        {
            int length = CellText.NextCluster(input.Text.AsSpan(at), out int width);
            if (cells + width > cell)
            {
                break;
            }

            cells += width;
            at += length;
        }

        return at;
    }

    private static int FirstVisible(LineInput input, int widthCells)
    {
        // Walks back from the cursor until the field is full; one cell stays free for the cursor at the text's end.
        int at = input.Caret;
        int cells = 0;
        while (at > 0)
        {
            int before = CellText.Before(input.Text, at);
            cells += CellText.Width(input.Text.AsSpan(before, at - before));
            if (cells > widthCells - 1)
            {
                return at;
            }

            at = before;
        }

        return 0;
    }
}
