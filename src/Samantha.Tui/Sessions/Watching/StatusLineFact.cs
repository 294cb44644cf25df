namespace Samantha.Tui.Sessions.Watching;

/// <summary>A text and how full its bar is, 0 to 1; null: no bar.</summary>
public sealed record StatusLineFact(string Text, double? Share = null);
