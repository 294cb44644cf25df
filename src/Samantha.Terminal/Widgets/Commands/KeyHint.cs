namespace Samantha.Terminal.Widgets.Commands;

/// <summary>A key that is valid now and what it does in one word; a click on it runs the action.</summary>
public sealed record KeyHint(string ActionId, string Key, string Label);
