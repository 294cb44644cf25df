using System.Collections.Immutable;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Charts;

/// <summary>The newest values of a series, one cell each, over the highest of them. One row or more.</summary>
public sealed class Sparkline : Widget
{
    public Sparkline(WidgetKit kit)
        : base(kit)
    {
    }

    /// <summary>Oldest first; what is left of the widget's edge is not drawn.</summary>
    public ImmutableArray<double> Values { get; set; } = [];

    /// <summary>The value of a full cell; null takes the highest that is drawn.</summary>
    public double? Top { get; set; }

    public ThemeRole Role { get; set; } = ThemeRole.BarFilled;

    public override void Draw(Canvas canvas)
    {
        int shown = Math.Min(Values.Length, canvas.Width);
        var values = Values.AsSpan()[^shown..];
        double top = Top ?? Highest(values);
        var style = Look(canvas, Role);
        for (int at = 0; at < shown; at++)
        {
            double rows = top > 0 && double.IsFinite(values[at]) ? values[at] / top * canvas.Height : 0;
            for (int row = 0; row < canvas.Height; row++)
            {
                string glyph = Bars.Level(canvas.Glyphs, rows - row);
                canvas.Text(canvas.Width - shown + at, canvas.Height - 1 - row, glyph, style);
            }
        }
    }

    private static double Highest(ReadOnlySpan<double> values)
    {
        double highest = 0;
        foreach (double value in values)
        {
            highest = double.IsFinite(value) ? Math.Max(highest, value) : highest;
        }

        return highest;
    }
}
