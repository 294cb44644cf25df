using Samantha.Sandbox.Levels;

namespace Samantha.Host.CodeRuns;

/// <summary>The sandbox's levels by the names that journals and screens use.</summary>
internal static class SandboxWords
{
    public static string Name(SandboxLevel? level) => level switch
    {
        SandboxLevel.Bubblewrap => "bubblewrap",
        SandboxLevel.None => "none",
        _ => "unavailable",
    };
}
