namespace Samantha.Engine.Gguf;

/// <summary>How much memory a model is going to need with a context of a certain size; an estimate on the high side.</summary>
/// <param name="ContextTokens">The context that llama.cpp makes of the wish: never more than asked for plus its rounding.</param>
/// <param name="WeightBytes">The weights, mapped or read.</param>
/// <param name="RepackedBytes">A second copy of some quantised matrices, arranged for the CPU's wide instructions.</param>
/// <param name="KvBytes">Keys and values of all layers for the whole context; taken at once when the context is made.</param>
/// <param name="ComputeBytes">Room for intermediate results.</param>
public sealed record GgufMemoryEstimate(int ContextTokens, long WeightBytes, long RepackedBytes, long KvBytes, long ComputeBytes)
{
    /// <summary>llama.cpp rounds a context up to a multiple of this.</summary>
    private const int ContextStepTokens = 256;

    /// <summary>Rows of logits that are kept at once.</summary>
    private const int OutputRows = 8;

    private const int FloatBytes = sizeof(float);

    public long TotalBytes => WeightBytes + RepackedBytes + KvBytes + ComputeBytes;

    /// <param name="file">The checked header.</param>
    /// <param name="contextTokens">0 means the trained context.</param>
    /// <param name="microBatchTokens">Tokens that one evaluation step of the prompt takes at once.</param>
    /// <param name="kvElementBytes">2 for the usual 16-bit cache, 4 for a 32-bit one.</param>
    public static GgufMemoryEstimate For(GgufFile file, int contextTokens, int microBatchTokens = 128, int kvElementBytes = 2)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentOutOfRangeException.ThrowIfNegative(contextTokens);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(microBatchTokens);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(kvElementBytes);
        long wish = contextTokens == 0 ? file.TrainedContextTokens : contextTokens;
        long context = Math.Min((wish + ContextStepTokens - 1) / ContextStepTokens * ContextStepTokens, int.MaxValue);

        // Shapes are bounded by the reader, but their products are not: 128 bits never overflow, and more than 63 bits is "too
        // much".
        Int128 kv = (Int128)context * file.KvHeadsTotal * (file.KeyLength + file.ValueLength) * kvElementBytes;
        Int128 perToken = (8L * file.EmbeddingLength) + (3L * file.FeedForwardLength)
            + ((long)file.Heads * (file.KeyLength + file.ValueLength))
            + (file.Heads * context) + context;
        Int128 compute =
            ((Int128)microBatchTokens * perToken * FloatBytes) + ((long)OutputRows * file.VocabularySize * FloatBytes);
        long weights = file.Split is null ? file.WeightBytes : file.SizeBytes;
        return new GgufMemoryEstimate((int)context, weights, file.RepackableBytes, Bounded(kv), Bounded(compute));
    }

    /// <summary>A quarter of the range each, so that the total cannot overflow either.</summary>
    private static long Bounded(Int128 bytes) => (long)Int128.Min(bytes, long.MaxValue / 4);
}
