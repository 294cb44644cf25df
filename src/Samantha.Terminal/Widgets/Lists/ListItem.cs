using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Lists;

/// <summary>
/// A row of a list. The id keeps the selection on it when the rows are given anew; the detail stands at the right edge.
/// </summary>
public sealed record ListItem(string Id, string Text, string Detail = "", ThemeRole Role = ThemeRole.Text, object? Tag = null);
