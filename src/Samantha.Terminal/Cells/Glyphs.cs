namespace Samantha.Terminal.Cells;

/// <summary>
/// The drawing characters in use: borders, bars and markers, in a Unicode and an ASCII set. All are one column wide.
/// </summary>
public sealed record Glyphs
{
    public static Glyphs Unicode { get; } = new();

    public static Glyphs Ascii { get; } = new()
    {
        IsAscii = true,
        Horizontal = "-",
        Vertical = "|",
        TopLeft = "+",
        TopRight = "+",
        BottomLeft = "+",
        BottomRight = "+",
        TeeLeft = "+",
        TeeRight = "+",
        TeeTop = "+",
        TeeBottom = "+",
        Cross = "+",
        StrongHorizontal = "=",
        StrongVertical = "#",
        StrongTopLeft = "#",
        StrongTopRight = "#",
        StrongBottomLeft = "#",
        StrongBottomRight = "#",
        BarFull = "#",
        BarEmpty = ".",
        BarEighths = [" ", " ", " ", " ", "#", "#", "#", "#", "#"],
        BarLevels = [" ", ".", ".", ":", ":", "-", "=", "+", "#"],
        Ellipsis = "~",
        Marker = ">",
        Bullet = "*",
        Check = "x",
        Expanded = "-",
        Collapsed = "+",
        ScrollThumb = "#",
        ScrollTrack = "|",
        ArrowUp = "^",
        ArrowDown = "v",
        ArrowLeft = "<",
        ArrowRight = ">",
        Spinner = ["|", "/", "-", "\\"],
    };

    public bool IsAscii { get; init; }

    public string Horizontal { get; init; } = "─";

    public string Vertical { get; init; } = "│";

    public string TopLeft { get; init; } = "╭";

    public string TopRight { get; init; } = "╮";

    public string BottomLeft { get; init; } = "╰";

    public string BottomRight { get; init; } = "╯";

    public string TeeLeft { get; init; } = "├";

    public string TeeRight { get; init; } = "┤";

    public string TeeTop { get; init; } = "┬";

    public string TeeBottom { get; init; } = "┴";

    public string Cross { get; init; } = "┼";

    /// <summary>The border of the focused pane, so that focus is seen without colour.</summary>
    public string StrongHorizontal { get; init; } = "═";

    public string StrongVertical { get; init; } = "║";

    public string StrongTopLeft { get; init; } = "╔";

    public string StrongTopRight { get; init; } = "╗";

    public string StrongBottomLeft { get; init; } = "╚";

    public string StrongBottomRight { get; init; } = "╝";

    public string BarFull { get; init; } = "█";

    public string BarEmpty { get; init; } = "░";

    /// <summary>Nine steps of a horizontal bar's last cell, from empty to full.</summary>
    public IReadOnlyList<string> BarEighths { get; init; } = [" ", "▏", "▎", "▍", "▌", "▋", "▊", "▉", "█"];

    /// <summary>Nine heights of a vertical bar or sparkline, from empty to full.</summary>
    public IReadOnlyList<string> BarLevels { get; init; } = [" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

    public string Ellipsis { get; init; } = "…";

    /// <summary>Points at the selected row.</summary>
    public string Marker { get; init; } = "▶";

    public string Bullet { get; init; } = "•";

    public string Check { get; init; } = "✓";

    public string Expanded { get; init; } = "▾";

    public string Collapsed { get; init; } = "▸";

    public string ScrollThumb { get; init; } = "█";

    public string ScrollTrack { get; init; } = "│";

    public string ArrowUp { get; init; } = "↑";

    public string ArrowDown { get; init; } = "↓";

    public string ArrowLeft { get; init; } = "←";

    public string ArrowRight { get; init; } = "→";

    public IReadOnlyList<string> Spinner { get; init; } = ["⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏"];
}
