using Samantha.Engine.Protocol;

namespace Samantha.Engine.Native;

/// <summary>
/// A context of a loaded model: the KV cache and the decoder, one sequence. Decode thread only. Batches are checked before
/// the call, because a batch that is too long or a wrong token ends the process.
/// </summary>
internal sealed unsafe class LlamaContext : IDisposable
{
    private const int Sequence = 0;

    /// <summary>Mostly only the last token of a batch has logits; a small bound keeps the compute buffer small.</summary>
    private const int OutputsMax = EngineProtocol.EvaluateBatchMax;

    private readonly LlamaContextHandle _handle;
    private readonly int _vocabularyTokens;
    private readonly int[] _positions;
    private readonly int[] _sequenceCounts;
    private readonly sbyte[] _logits;
    private readonly int _threads;
    private readonly int _batchThreads;
    private int _logitsFirst = -1;
    private int _logitsIndex = -1;

    private LlamaContext(LlamaContextHandle handle, int vocabularyTokens, EngineTuning tuning)
    {
        _handle = handle;
        _vocabularyTokens = vocabularyTokens;
        _threads = tuning.Threads;
        _batchThreads = tuning.BatchThreads;
        Tokens = (int)LlamaNative.ContextTokens(handle.Pointer);
        BatchTokens = (int)Math.Min(LlamaNative.ContextBatch(handle.Pointer), LlamaNative.ContextMicroBatch(handle.Pointer));
        _positions = new int[BatchTokens];
        _sequenceCounts = new int[BatchTokens];
        _logits = new sbyte[BatchTokens];
        Array.Fill(_sequenceCounts, 1);
    }

    /// <summary>Cells of the KV cache: what was asked for, rounded up by the library.</summary>
    public int Tokens { get; }

    /// <summary>Tokens in one call of <see cref="Decode"/>.</summary>
    public int BatchTokens { get; }

    /// <exception cref="EngineFailedException">OutOfMemory or EngineError with the library's reason.</exception>
    public static LlamaContext Create(LlamaModel model, EngineTuning tuning, AbortFlag abort)
    {
        if (model.VocabularyOnly)
        {
            throw new EngineFailedException(EngineFailureKind.BadRequest, "only the vocabulary of this model is loaded");
        }

        LlamaContextParams parameters = LlamaNative.ContextDefaults();
        parameters.ContextTokens = (uint)tuning.ContextTokens;
        parameters.BatchTokens = (uint)tuning.BatchTokens;
        parameters.MicroBatchTokens = (uint)tuning.MicroBatchTokens;
        parameters.OutputsMax = OutputsMax;
        parameters.Threads = tuning.Threads;
        parameters.BatchThreads = tuning.BatchThreads;
        parameters.FlashAttentionType = tuning.FlashAttention ? 1 : 0;
        parameters.AbortCallback = AbortFlag.Callback;
        parameters.AbortUserData = abort.Pointer;
        LlamaLog.ClearErrors();
        nint context = LlamaNative.ContextCreate(model.Handle.Pointer, parameters);
        string[] errors = LlamaLog.TakeErrors();
        if (context == 0)
        {
            string cause = errors.Length > 0 ? errors[0] : "llama.cpp gave no reason";
            bool memory = Array.Exists(errors, line => line.Contains("alloc", StringComparison.OrdinalIgnoreCase));
            throw new EngineFailedException(
                memory ? EngineFailureKind.OutOfMemory : EngineFailureKind.EngineError,
                $"a context of {tuning.ContextTokens} tokens cannot be created: {cause}");
        }

        return new LlamaContext(new LlamaContextHandle(context, model.Handle), model.Vocabulary.Tokens, tuning);
    }

    /// <summary>
    /// Evaluates tokens at consecutive positions; with <paramref name="wantLogits"/> the last one gets logits.
    /// </summary>
    /// <param name="tokens">At most <see cref="BatchTokens"/>.</param>
    /// <param name="firstPosition">Of the first token.</param>
    /// <param name="wantLogits">Whether there are logits at all.</param>
    /// <param name="all">Every token gets logits; then it is a handful of tokens at most.</param>
    public DecodeStatus Decode(ReadOnlySpan<int> tokens, int firstPosition, bool wantLogits, bool all = false)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(all ? tokens.Length : 0, OutputsMax, nameof(tokens));
        ArgumentOutOfRangeException.ThrowIfZero(tokens.Length, nameof(tokens));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tokens.Length, BatchTokens, nameof(tokens));
        ArgumentOutOfRangeException.ThrowIfNegative(firstPosition);
        if (firstPosition + tokens.Length > Tokens)
        {
            return DecodeStatus.Full;
        }

        for (int i = 0; i < tokens.Length; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(tokens[i], nameof(tokens));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(tokens[i], _vocabularyTokens, nameof(tokens));
            _positions[i] = firstPosition + i;
            _logits[i] = all ? (sbyte)1 : (sbyte)0;
        }

        _logits[tokens.Length - 1] = wantLogits ? (sbyte)1 : (sbyte)0;
        _logitsIndex = -1;
        DecodeStatus status = DecodeChecked(tokens);
        _logitsIndex = status == DecodeStatus.Done && wantLogits ? tokens.Length - 1 : -1;
        _logitsFirst = all ? 0 : _logitsIndex;
        return status;
    }

    /// <summary>The logits of the last evaluated token, valid until the next call; empty when there are none.</summary>
    public ReadOnlySpan<float> Logits() => Logits(_logitsIndex);

    /// <summary>The logits of one token of the last batch; empty when it has none.</summary>
    public ReadOnlySpan<float> Logits(int index)
    {
        bool hasLogits = _logitsIndex >= 0 && index >= _logitsFirst && index <= _logitsIndex;
        float* logits = hasLogits ? LlamaNative.Logits(_handle.Pointer, index) : null;
        return logits is null ? [] : new ReadOnlySpan<float>(logits, _vocabularyTokens);
    }

    /// <summary>
    /// Forgets all positions. Overwriting the values too costs as much as writing the whole cache; it is for the time after
    /// an evaluation that did not end well.
    /// </summary>
    public void Clear(bool overwrite) =>
        LlamaNative.MemoryClear(LlamaNative.ContextMemory(_handle.Pointer), overwrite ? (byte)1 : (byte)0);

    /// <summary>Keeps positions below <paramref name="tokens"/>; false when this model's state cannot be cut there.</summary>
    public bool KeepFirst(int tokens) =>
        LlamaNative.MemoryRemove(LlamaNative.ContextMemory(_handle.Pointer), Sequence, tokens, -1) != 0
        && LlamaNative.MemoryLastPosition(LlamaNative.ContextMemory(_handle.Pointer), Sequence) == tokens - 1;

    /// <summary>At most this many threads from now on, for prompts too; never more than it was created with.</summary>
    public void LimitThreads(int threads) => LlamaNative.SetThreads(
        _handle.Pointer,
        Math.Clamp(threads, 1, _threads),
        threads >= _threads ? _batchThreads : Math.Clamp(threads, 1, _batchThreads));

    public void Dispose() => _handle.Dispose();

    private DecodeStatus DecodeChecked(ReadOnlySpan<int> tokens)
    {
        int sequence = Sequence;
        int** sequences = stackalloc int*[tokens.Length];
        for (int i = 0; i < tokens.Length; i++)
        {
            sequences[i] = &sequence;
        }

        fixed (int* ids = tokens)
        fixed (int* positions = _positions)
        fixed (int* counts = _sequenceCounts)
        fixed (sbyte* logits = _logits)
        {
            int result = LlamaNative.Decode(_handle.Pointer, new LlamaBatch
            {
                TokenCount = tokens.Length,
                Tokens = ids,
                Positions = positions,
                SequenceCounts = counts,
                SequenceIds = sequences,
                Logits = logits,
            });
            return result switch
            {
                0 => DecodeStatus.Done,
                1 => DecodeStatus.Full,
                2 => DecodeStatus.Aborted,
                _ => DecodeStatus.Failed,
            };
        }
    }
}
