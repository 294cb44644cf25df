namespace Samantha.Engine.Gguf;

/// <summary>How much memory a model is going to need with a context of a certain size; an estimate on the high side.</summary>
public sealed record GgufMemoryEstimate(
    int ContextTokens, long WeightBytes, long RepackedBytes, long KvBytes, long ComputeBytes)
{
    public long TotalBytes => WeightBytes + RepackedBytes + KvBytes + ComputeBytes;

    /// <param name="file">The checked header.</param>
    /// <param name="contextTokens">0 means the trained context.</param>
    /// <param name="microBatchTokens">Tokens that one evaluation step of the prompt takes at once.</param>
    /// <param name="kvElementBytes">2 for the usual 16-bit cache, 4 for a 32-bit one.</param>
    public static GgufMemoryEstimate For(
        GgufFile file, int contextTokens, int microBatchTokens = 128, int kvElementBytes = 2) => throw new NotImplementedException();
}
