namespace Samantha.Tui.Sessions.Comparing;

/// <summary>A stretch of text and where it is found.</summary>
public readonly record struct DiffPiece(DiffKind Kind, string Text);
