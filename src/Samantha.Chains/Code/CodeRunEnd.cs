namespace Samantha.Chains.Code;

/// <summary>How a run ended. Extend-only: journals hold it by name.</summary>
public enum CodeRunEnd
{
    /// <summary>By itself, with an exit code.</summary>
    Exited,

    /// <summary>By a signal that nobody of us sent: a crash such as a segmentation fault.</summary>
    Crashed,

    /// <summary>It was ended because it reached a limit.</summary>
    LimitReached,

    /// <summary>The user went on without it.</summary>
    Skipped,

    /// <summary>It was not run: there is no sandbox that works here, or no Python.</summary>
    NotRun,

    /// <summary>There was nothing to run: only HTML to save.</summary>
    NothingToRun,
}
