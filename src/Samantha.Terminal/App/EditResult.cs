namespace Samantha.Terminal.App;

/// <summary>
/// What came back from an external editor: the text, or why there is none. Without a change the text is the old one.
/// </summary>
public sealed record EditResult(string? Text, string? Problem);
