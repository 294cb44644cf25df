namespace Samantha.Tui.Sessions.Comparing;

/// <summary>The responses of a session and of its branch to the same step; null where there is none yet.</summary>
public sealed record ComparedPair(ComparedResponse? First, ComparedResponse? Second);
