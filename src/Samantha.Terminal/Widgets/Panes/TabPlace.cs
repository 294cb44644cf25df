namespace Samantha.Terminal.Widgets.Panes;

/// <summary>Where one tab stands in its row: from which cell, and how many, with those of its brackets.</summary>
public readonly record struct TabPlace(int Index, int X, int Width);
