namespace Samantha.Tui.Sessions.Comparing;

/// <summary>Where a piece of text is found.</summary>
public enum DiffKind
{
    Both,

    /// <summary>Only in the first text.</summary>
    Removed,

    /// <summary>Only in the second text.</summary>
    Added,
}
