using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Editing;

/// <summary>A sign left of a line, and what it means: shown below the text while the cursor is there; empty: nothing is.</summary>
public sealed record MarginMark(int Line, string Sign, string Message, ThemeRole Role = ThemeRole.Warning);
