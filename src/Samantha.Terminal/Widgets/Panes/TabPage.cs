namespace Samantha.Terminal.Widgets.Panes;

/// <summary>A tab: its title and what it shows.</summary>
public sealed record TabPage(string Id, string Title, Widget Content);
