using Samantha.Terminal.App;

namespace Samantha.Terminal.Widgets.Panes;

/// <summary>
/// A part of a split: its widget, its size, and the least that it needs. Parts with a drop order go, lowest first, when the
/// screen is too small; 0 never goes.
/// </summary>
public sealed record SplitPart(Widget Widget, Length Size, int LeastCells = 1, int DropOrder = 0);
