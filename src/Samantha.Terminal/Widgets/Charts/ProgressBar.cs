using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Charts;

/// <summary>How much of something is done, as a bar with a text at its right. Without a share it shows the text only.</summary>
public sealed class ProgressBar : Widget
{
    public ProgressBar(WidgetKit kit)
        : base(kit)
    {
    }

    /// <summary>0 to 1, or null when nobody knows.</summary>
    public double? Share { get; set; }

    public string Text { get; set; } = "";

    /// <summary>The role of the filled part, for instance a warning when something is nearly full.</summary>
    public ThemeRole Role { get; set; } = ThemeRole.BarFilled;

    public override void Draw(Canvas canvas)
    {
        string text = CellText.Truncate(Text, canvas.Width, canvas.Glyphs.Ellipsis);
        int textWidth = CellText.Width(text);
        int barWidth = Share is null ? 0 : canvas.Width - (textWidth > 0 ? textWidth + 1 : 0);
        if (barWidth >= 3)
        {
            Bars.DrawHorizontal(canvas, 0, 0, barWidth, Share ?? 0, Look(canvas, Role), Look(canvas, ThemeRole.BarEmpty));
        }

        canvas.Text(barWidth >= 3 ? barWidth + 1 : 0, 0, text, Look(canvas, ThemeRole.Text));
    }
}
