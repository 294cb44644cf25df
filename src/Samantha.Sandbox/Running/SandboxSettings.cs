using Samantha.Sandbox.Levels;

namespace Samantha.Sandbox.Running;

/// <summary>
/// The user's choices: which level, and which interpreter (full path of a real python3 or of one in a venv; null:
/// /usr/bin/python3).
/// </summary>
public sealed record SandboxSettings(SandboxWish Wish, string? Interpreter = null)
{
    public static SandboxSettings Default { get; } = new(SandboxWish.Auto);

    /// <summary>Modules that a spare interpreter imports beforehand, if they are installed.</summary>
    public System.Collections.Immutable.ImmutableArray<string> WarmModules { get; init; } =
        ["numpy", "pandas", "matplotlib", "matplotlib.pyplot"];
}
