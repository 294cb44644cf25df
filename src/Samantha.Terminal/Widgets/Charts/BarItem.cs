using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Charts;

/// <summary>One bar: its name, its value (not below 0), and the value as people read it.</summary>
public sealed record BarItem(string Label, double Value, string ValueText = "", ThemeRole Role = ThemeRole.BarFilled);
