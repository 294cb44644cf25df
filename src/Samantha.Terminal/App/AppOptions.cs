using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.App;

/// <summary>
/// How an app draws and how fast. Made from the environment by <c>TerminalTraits.ToOptions</c> or by hand in tests.
/// </summary>
public sealed record AppOptions
{
    public ColorDepth Colors { get; init; } = ColorDepth.TrueColor;

    public Glyphs Glyphs { get; init; } = Glyphs.Unicode;

    public Theme Theme { get; init; } = Theme.Dark;

    /// <summary>The terminal does not read UTF-8: everything but ASCII is written as a question mark.</summary>
    public bool AsciiText { get; init; }

    /// <summary>30 is smooth; 15 spares a slow line.</summary>
    public int FramesPerSecond { get; init; } = 20;

    public bool Mouse { get; init; } = true;

    /// <summary>Copies pass through tmux to the terminal outside.</summary>
    public bool InsideTmux { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
