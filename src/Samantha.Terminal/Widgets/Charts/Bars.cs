using Samantha.Terminal.Cells;

namespace Samantha.Terminal.Widgets.Charts;

/// <summary>Bars from cells, in eighths where the glyphs allow it. Used by progress bars, charts and gauges.</summary>
public static class Bars
{
    public static void DrawHorizontal(Canvas canvas, int x, int y, int widthCells, double share, Style filled, Style empty)
    {
        double part = double.IsFinite(share) ? Math.Clamp(share, 0, 1) : 0;
        int eighths = (int)Math.Round(part * widthCells * 8, MidpointRounding.ToZero);
        for (int cell = 0; cell < widthCells; cell++)
        {
            int level = Math.Clamp(eighths - (cell * 8), 0, 8);
            string glyph = level == 8 ? canvas.Glyphs.BarFull : canvas.Glyphs.BarEighths[level];
            bool blank = glyph == " ";
            canvas.Text(x + cell, y, blank ? canvas.Glyphs.BarEmpty : glyph, blank ? empty : filled);
        }
    }

    /// <summary>The glyph of a height between 0 and 1 in one cell; anything above 0 is seen.</summary>
    public static string Level(Glyphs glyphs, double share)
    {
        if (!double.IsFinite(share) || share <= 0)
        {
            return glyphs.BarLevels[0];
        }

        return glyphs.BarLevels[Math.Clamp((int)Math.Ceiling(share * 8), 1, 8)];
    }
}
