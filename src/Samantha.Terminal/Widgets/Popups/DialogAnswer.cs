namespace Samantha.Terminal.Widgets.Popups;

/// <summary>A button of a dialog and what it does after the dialog has closed.</summary>
public sealed record DialogAnswer(string Label, Action? Chosen = null);
