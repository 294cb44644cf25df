using System.Globalization;
using Samantha.Terminal.Cells;

namespace Samantha.Pictures;

/// <summary>The colours of a picture as SVG writes them. Knows the terminal's own colours, which a frame only names.</summary>
internal static class Ink
{
    public const string Paper = "#1b1f27";
    public const string Text = "#d8dee9";
    public const string WindowBar = "#2a303c";
    public const string WindowEdge = "#4a5468";

    private static readonly string[] s_sixteen =
    [
        "#000000", "#cd0000", "#00cd00", "#cdcd00", "#0000ee", "#cd00cd", "#00cdcd", "#e5e5e5",
        "#7f7f7f", "#ff0000", "#00ff00", "#ffff00", "#5c5cff", "#ff00ff", "#00ffff", "#ffffff",
    ];

    public static string Foreground(Style style) => IsReversed(style)
        ? Name(style.Background, Paper)
        : Name(style.Foreground, Text);

    public static string Background(Style style) => IsReversed(style)
        ? Name(style.Foreground, Text)
        : Name(style.Background, Paper);

    private static bool IsReversed(Style style) => style.Attributes.HasFlag(TextAttributes.Reverse);

    private static string Name(Color color, string otherwise) =>
        color.IsDefault ? otherwise
        : color.IsRgb ? string.Create(CultureInfo.InvariantCulture, $"#{color.R:x2}{color.G:x2}{color.B:x2}")
        : color.Index < s_sixteen.Length ? s_sixteen[color.Index]
        : throw new NotSupportedException("The pictures are taken with all colours; a palette index is a mistake.");
}
