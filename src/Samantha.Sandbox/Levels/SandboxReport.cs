using System.Collections.Immutable;

namespace Samantha.Sandbox.Levels;

/// <summary>
/// The outcome of the self-test: the level that is in force (null: none works, nothing is run), the reason in a sentence with
/// what to do about it, and every check.
/// </summary>
public sealed record SandboxReport(SandboxLevel? Level, string Reason, ImmutableArray<SandboxCheck> Checks)
{
    public bool IsAvailable => Level is not null;
}
