namespace Samantha.Tui.Sessions.Watching;

/// <summary>How far a step is.</summary>
public enum StepRowKind
{
    Running,
    Answered,
    Failed,
    Skipped,

    /// <summary>Cut short by a pause; it begins again when the session goes on.</summary>
    Paused,

    /// <summary>The session was stopped or lost while it ran; it is answered anew.</summary>
    Interrupted,
}
