namespace Samantha.Sandbox.Levels;

/// <summary>What the user asked for. None is never taken as a fall-back.</summary>
public enum SandboxWish
{
    /// <summary>A sandbox that proved itself, or nothing is run.</summary>
    Auto,

    /// <summary>No sandbox, by the user's explicit wish.</summary>
    None,
}
