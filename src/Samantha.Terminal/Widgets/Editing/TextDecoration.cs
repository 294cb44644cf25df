using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Editing;

/// <summary>A range of an edited text in another role, such as an ignored prompt. Later ones lie over earlier ones.</summary>
public sealed record TextDecoration(TextRange Range, ThemeRole Role);
