namespace Samantha.Sandbox.Levels;

/// <summary>How strongly a run is shut in.</summary>
public enum SandboxLevel
{
    /// <summary>Namespaces, a minimal read-only root, a system-call filter, limits.</summary>
    Bubblewrap,

    /// <summary>Limits and a clean environment only: the program sees the user's files and network.</summary>
    None,
}
