using Samantha.Terminal.Cells;

namespace Samantha.Terminal.App;

/// <summary>
/// Divides rectangles into rows and columns without gaps or overlap. What does not fit at the end is empty. Pure.
/// </summary>
public static class Layout
{
    public static Rect[] Rows(Rect area, params ReadOnlySpan<Length> lengths)
    {
        var sizes = Divide(area.Height, lengths);
        var result = new Rect[sizes.Length];
        var y = area.Y;
        for (var i = 0; i < sizes.Length; i++)
        {
            result[i] = new Rect(area.X, y, area.Width, sizes[i]);
            y += sizes[i];
        }

        return result;
    }

    public static Rect[] Columns(Rect area, params ReadOnlySpan<Length> lengths)
    {
        var sizes = Divide(area.Width, lengths);
        var result = new Rect[sizes.Length];
        var x = area.X;
        for (var i = 0; i < sizes.Length; i++)
        {
            result[i] = new Rect(x, area.Y, sizes[i], area.Height);
            x += sizes[i];
        }

        return result;
    }

    private static int[] Divide(int total, ReadOnlySpan<Length> lengths)
    {
        var sizes = new int[lengths.Length];
        var used = 0;
        var shares = 0.0;
        for (var i = 0; i < lengths.Length; i++)
        {
            sizes[i] = Math.Min(total - used, lengths[i].Share > 0 ? lengths[i].Least : lengths[i].Cells);
            used += sizes[i];
            shares += lengths[i].Share;
        }

        ShareOut(total, lengths, sizes, shares);
        return sizes;
    }

    // Each share is what the whole of the free cells would give it, but not below its least length; rounding goes to the last
    // one.
    private static void ShareOut(int total, ReadOnlySpan<Length> lengths, int[] sizes, double shares)
    {
        var free = total;
        foreach (var length in lengths)
        {
            free -= length.Share > 0 ? 0 : length.Cells;
        }

        for (var i = 0; i < lengths.Length && shares > 0; i++)
        {
            if (lengths[i].Share <= 0)
            {
                continue;
            }

            var left = total - sizes.Sum();
            var wanted = (int)Math.Round(Math.Max(0, free) * lengths[i].Share / shares);
            free -= Math.Max(wanted, sizes[i]);
            shares -= lengths[i].Share;
            sizes[i] += Math.Clamp(wanted - sizes[i], 0, left);
        }
    }
}
