namespace Samantha.Engine.Server;

/// <summary>
/// Knows which prompt tokens in the KV cache were evaluated in whole micro-batches. Only those are kept for the next prompt:
/// their values then equal those of a fresh evaluation bit for bit, which batches of another size do not promise. Pure.
/// </summary>
internal sealed class PrefixMemory(int microBatchTokens)
{
    private int[] _evaluated = [];

    /// <summary>Tokens of this prompt that need no evaluation: whole micro-batches, and never all of the prompt.</summary>
    public int Reusable(ReadOnlySpan<int> prompt)
    {
        int common = prompt.CommonPrefixLength(_evaluated);
        int atMost = Math.Min(common, prompt.Length - 1);
        return atMost <= 0 ? 0 : atMost / microBatchTokens * microBatchTokens;
    }

    /// <summary>The prompt is in the cache now, evaluated from a multiple of the micro-batch on.</summary>
    public void Remember(ReadOnlySpan<int> prompt) =>
        _evaluated = prompt[..(prompt.Length / microBatchTokens * microBatchTokens)].ToArray();

    public void Forget() => _evaluated = [];
}
