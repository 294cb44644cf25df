namespace Samantha.Tui.Sessions.Watching;

/// <summary>How a session is shown: Markdown or as it came; with everything that was sent or only its beginning.</summary>
public sealed record TranscriptStyle(bool Markdown = true, bool Prompts = false);
