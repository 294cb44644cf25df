namespace Samantha.Chains.ChainFiles;

/// <summary>Whether the engine uses flash attention; Auto leaves the choice to what was measured.</summary>
public enum FlashAttention
{
    Auto,
    On,
    Off,
}
