namespace Samantha.Terminal.Widgets.Commands;

/// <summary>A command of the palette: what it does, its keys as people write them, and the table that it comes from.</summary>
public sealed record PaletteItem(string ActionId, string Text, string Keys = "", string Scope = "");
