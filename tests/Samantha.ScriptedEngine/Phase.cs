namespace Samantha.ScriptedEngine;

/// <summary>Where in an engine's life something is to happen.</summary>
public enum Phase
{
    Start,
    Load,
    Prefill,
    Decode,
}
