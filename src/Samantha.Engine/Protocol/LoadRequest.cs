namespace Samantha.Engine.Protocol;

/// <summary>
/// What to load and how. A zero asks the engine to choose: the trained context, the thread count for this machine and
/// model, memory as measured now. <c>VocabularyOnly</c> loads no weights: counting and tokenising work, generating does not.
/// </summary>
public sealed record LoadRequest(string ModelPath)
{
    /// <summary>Context window in tokens; 0 = the length the model was trained with.</summary>
    public int ContextTokens { get; init; }

    /// <summary>
    /// Tokens in one call of the decoder; 0 = the same as <see cref="MicroBatchTokens"/>. Never smaller than it.
    /// </summary>
    public int BatchTokens { get; init; }

    /// <summary>Prompt tokens evaluated at a time: the step of progress, cancel and prefix reuse; 0 = 128.</summary>
    public int MicroBatchTokens { get; init; }

    /// <summary>
    /// Threads for decoding; 0 = chosen by the engine, which also uses fewer while the machine is busy with other work (the
    /// response does not depend on it). A number given is kept, cut to what the machine has.
    /// </summary>
    public int Threads { get; init; }

    /// <summary>Threads for prompt evaluation; 0 = the same as <see cref="Threads"/>.</summary>
    public int BatchThreads { get; init; }

    public FlashAttention FlashAttention { get; init; } = FlashAttention.Auto;

    public bool VocabularyOnly { get; init; }

    /// <summary>Memory the model may use in bytes; 0 = what the machine has available when the load starts.</summary>
    public long MemoryLimitBytes { get; init; }
}
