using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;

namespace Samantha.Terminal.Widgets.Painting;

/// <summary>
/// Draws one row of text whose parts have several roles, found by binary search. Text is made harmless by the canvas below.
/// </summary>
internal static class RowPainter
{
    /// <summary>
    /// Draws characters [start, end) of the text and gives the cells they took; spans count from the text's start.
    /// </summary>
    public static int Draw(
        Canvas canvas,
        int x,
        int y,
        ReadOnlySpan<char> text,
        (int Start, int End) part,
        IReadOnlyList<StyledSpan> spans,
        Style plain,
        ThemeRole backdrop)
    {
        int at = part.Start;
        int cell = x;
        int span = FirstTouching(spans, at);
        while (at < part.End && cell < canvas.Width)
        {
            while (span < spans.Count && spans[span].End <= at)
            {
                span++;
            }

            int next = part.End;
            var style = plain;
            if (span < spans.Count && spans[span].Start <= at)
            {
                next = Math.Min(next, spans[span].End);
                style = canvas.Theme[spans[span].Role].Over(canvas.Theme[backdrop]);
            }
            else if (span < spans.Count)
            {
                next = Math.Min(next, spans[span].Start);
            }

            cell += canvas.Text(cell, y, text[at..next], style);
            at = next;
        }

        return cell - x;
    }

    private static int FirstTouching(IReadOnlyList<StyledSpan> spans, int at)
    {
        int low = 0;
        int high = spans.Count;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (spans[middle].End <= at)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
