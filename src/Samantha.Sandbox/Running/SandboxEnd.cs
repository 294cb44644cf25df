namespace Samantha.Sandbox.Running;

/// <summary>How a run ended.</summary>
public enum SandboxEnd
{
    /// <summary>By itself, with an exit code.</summary>
    Exited,

    /// <summary>By a signal that nobody of us sent: a segmentation fault, an abort.</summary>
    Crashed,

    /// <summary>It was ended because it reached a limit.</summary>
    LimitReached,

    /// <summary>The caller cancelled it.</summary>
    Cancelled,

    /// <summary>It was not run: no sandbox works here, no Python, a folder that does not exist.</summary>
    NotRun,
}
