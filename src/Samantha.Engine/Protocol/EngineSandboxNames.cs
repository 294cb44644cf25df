namespace Samantha.Engine.Protocol;

/// <summary>What an engine process runs in, by the names that journals and screens use, from the strongest to nothing.</summary>
public static class EngineSandboxNames
{
    /// <summary>No network, no files but its own and the model's, nothing to write to, no other process; and the filter.</summary>
    public const string Bubblewrap = "bubblewrap";

    /// <summary>Only the system-call filter: no network, no other program, no changed file; files can be read.</summary>
    public const string Filter = "filter";

    public const string None = "none";
}
