namespace Samantha.Chains.ChainFiles;

/// <summary>How the engine runs a model. Threads and BatchTokens: null = auto.</summary>
public sealed record EngineSettings(int? Threads = null, int? BatchTokens = null,
    FlashAttention FlashAttention = FlashAttention.Auto)
{
    /// <summary>No machine of today has more; a larger number is a typing error.</summary>
    public const int ThreadsMax = 1024;

    public const int BatchTokensMax = 65_536;

    public static EngineSettings Default { get; } = new();
}
