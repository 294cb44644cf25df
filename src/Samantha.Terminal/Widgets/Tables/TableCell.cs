using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Tables;

/// <summary>What a cell shows, and a number to sort by where the text would sort wrongly (sizes, times).</summary>
public sealed record TableCell(string Text, double? SortKey = null, ThemeRole Role = ThemeRole.Text)
{
    public static implicit operator TableCell(string text) => FromString(text);

    public static TableCell FromString(string text) => new(text);
}
