namespace Samantha.Chains.Watching;

/// <summary>What an engine is busy with, as the watchdog sees it.</summary>
public enum WorkPhase
{
    /// <summary>The model comes into memory.</summary>
    Load,

    /// <summary>The prompt is evaluated.</summary>
    Prefill,

    /// <summary>Tokens are chosen.</summary>
    Decode,
}
