using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Painting;

/// <summary>
/// The bar at a pane's right edge that shows which part of the whole is seen. Drawn only when not everything fits.
/// </summary>
internal static class ScrollBar
{
    public static bool IsNeeded(long count, int page) => count > page && page > 1;

    public static void Draw(Canvas canvas, int x, long top, long count, int page, ThemeRole backdrop)
    {
        if (!IsNeeded(count, page) || x < 0)
        {
            return;
        }

        int thumb = (int)Math.Clamp(page * (long)page / count, 1, page - 1);
        int at = (int)Math.Clamp(top * (page - thumb) / Math.Max(1, count - page), 0, page - thumb);
        var below = canvas.Theme[backdrop];
        for (int y = 0; y < page; y++)
        {
            bool inThumb = y >= at && y < at + thumb;
            canvas.Text(
                x,
                y,
                inThumb ? canvas.Glyphs.ScrollThumb : canvas.Glyphs.ScrollTrack,
                canvas.Theme[inThumb ? ThemeRole.Accent : ThemeRole.Border].Over(below));
        }
    }
}
