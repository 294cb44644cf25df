using System.Collections.Immutable;
using System.Globalization;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Charts;

/// <summary>
/// Horizontal bars below each other, label left and value right, over a common top. Bars that do not fit are left out.
/// </summary>
public sealed class BarChart : Widget
{
    public BarChart(WidgetKit kit)
        : base(kit)
    {
    }

    public ImmutableArray<BarItem> Items { get; set; } = [];

    /// <summary>The value of a full bar; null takes the highest.</summary>
    public double? Top { get; set; }

    public override void Draw(Canvas canvas)
    {
        var shown = Items.Take(canvas.Height).ToList();
        if (shown.Count == 0 || canvas.Width < 8)
        {
            return;
        }

        double highest = Top ?? shown.Max(item => double.IsFinite(item.Value) ? item.Value : 0);
        int labels = Math.Min(shown.Max(item => CellText.Width(item.Label)), canvas.Width / 3);
        int values = Math.Min(shown.Max(item => CellText.Width(TextOf(item))), canvas.Width / 3);
        int bar = canvas.Width - labels - values - 2;
        for (int y = 0; y < shown.Count; y++)
        {
            var item = shown[y];
            var plain = Look(canvas, ThemeRole.Text);
            canvas.Text(0, y, CellText.Truncate(item.Label, labels, canvas.Glyphs.Ellipsis), plain);
            double share = highest > 0 ? item.Value / highest : 0;
            Bars.DrawHorizontal(canvas, labels + 1, y, bar, share, Look(canvas, item.Role), Look(canvas, ThemeRole.BarEmpty));
            canvas.Text(canvas.Width - values, y, CellText.Fit(TextOf(item), values, alignRight: true), plain);
        }
    }

    private static string TextOf(BarItem item) =>
        item.ValueText.Length > 0 ? item.ValueText : item.Value.ToString("0.##", CultureInfo.InvariantCulture);
}
