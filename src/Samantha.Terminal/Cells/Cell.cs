namespace Samantha.Terminal.Cells;

/// <summary>
/// One cell as readers see it: its text, its style, and how many columns it takes (0: right half of a wide one).
/// </summary>
public readonly record struct Cell(string Text, Style Style, int Width);
