using System.Collections.Immutable;
using Samantha.Engine.Native;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Server;

/// <summary>
/// Prefill and decode of one response on one context. Decode thread only. After a cancel or a failure the KV cache is
/// empty, so that the next response equals that of a fresh engine.
/// </summary>
internal sealed class ResponseGenerator(
    LlamaContext context,
    LlamaVocabulary vocabulary,
    SamplerVocabularies meanings,
    int contextTokens,
    AbortFlag abort,
    TimeProvider time)
{
    private readonly PrefixMemory _prefix = new(context.BatchTokens);
    private int _threadsSet;

    /// <summary>Chooses the threads of each token; null leaves them as the context was created.</summary>
    public ThreadGovernor? Threads { get; init; }

    /// <summary>Words that end a turn because this vocabulary has no token for it (a template foreign to the model).</summary>
    public ImmutableArray<string> TurnEndWords { get; init; } = [];

    /// <summary>Somebody else has used the context: nothing in it can be relied on.</summary>
    public void Forget()
    {
        _prefix.Forget();
        context.Clear(overwrite: false);
    }

    public GenerationResult Run(
        int[] prompt, GenerateRequest request, ResponseSteering steering, Action<GenerationUpdate> emit, CancellationToken ct)
    {
        if (prompt.Length == 0)
        {
            throw new EngineFailedException(EngineFailureKind.BadRequest, "the prompt is empty: there is nothing to answer");
        }

        if (prompt.Length >= contextTokens)
        {
            throw PromptEncoder.TooLong(prompt.Length, contextTokens);
        }

        bool completed = false;
        try
        {
            long start = time.GetTimestamp();
            int reused = Prepare(prompt, request.ResetContext);
            bool ready = Prefill(prompt, reused, emit);
            double prefillMs = time.GetElapsedTime(start).TotalMilliseconds;
            GenerationResult result = ready
                ? Decode(prompt.Length, request, steering, emit, ct)
                : new GenerationResult(string.Empty, 0, 0, 0, 0, 0, StopReason.Cancelled);
            completed = result.StopReason != StopReason.Cancelled;
            return result with { PromptTokens = prompt.Length, ReusedTokens = reused, PrefillMs = prefillMs };
        }
        finally
        {
            if (completed)
            {
                _prefix.Remember(prompt);
            }
            else
            {
                _prefix.Forget();
                context.Clear(overwrite: true);
            }
        }
    }

    private int Prepare(int[] prompt, bool reset)
    {
        int reused = reset ? 0 : _prefix.Reusable(prompt);
        if (reused == 0 || !context.KeepFirst(reused))
        {
            context.Clear(overwrite: false);
            return 0;
        }

        return reused;
    }

    /// <summary>False when it was cancelled.</summary>
    private bool Prefill(int[] prompt, int from, Action<GenerationUpdate> emit)
    {
        emit(new PrefillProgress(from, prompt.Length));
        if (Threads is not null)
        {
            // What the last tokens taught about the machine holds for the prompt too, and a probe must not outlive its token.
            UseThreads(Threads.Chosen);
        }

        for (int at = from; at < prompt.Length;)
        {
            if (abort.IsSet)
            {
                return false;
            }

            int count = Math.Min(context.BatchTokens, prompt.Length - at);
            bool last = at + count == prompt.Length;
            if (!Evaluate(prompt.AsSpan(at, count), at, last))
            {
                return false;
            }

            at += count;
            emit(new PrefillProgress(at, prompt.Length));
        }

        return true;
    }

    private GenerationResult Decode(
        int promptTokens, GenerateRequest request, ResponseSteering steering, Action<GenerationUpdate> emit, CancellationToken ct)
    {
        TokenExplainer explainer = new(vocabulary, meanings, request, time);
        ResponseText text = new([.. request.StopWords, .. TurnEndWords], vocabulary.AddsSpacePrefix);
        UpdateBatcher updates = new(emit, time);
        long start = time.GetTimestamp();
        ImmutableArray<int>.Builder chosen = ImmutableArray.CreateBuilder<int>();
        ImmutableArray<int>.Builder ends = ImmutableArray.CreateBuilder<int>();
        StopReason? reason = null;
        while (reason is null)
        {
            if (abort.IsSet)
            {
                reason = StopReason.Cancelled;
                break;
            }

            (int token, ExplainedToken? explained) =
                explainer.Choose(context.Logits(), chosen.Count, steering.Pace.Candidates);
            if (vocabulary.EndsGeneration(token))
            {
                updates.Explain(explained);
                reason = StopReason.EndOfTurn;
                break;
            }

            // Nobody waits for what is known: the first one to look at is the last given token.
            bool isLooked = chosen.Count + 1 >= request.GivenTokens.Length;
            updates.Add(text.Append(vocabulary.Piece(token, special: false)), explained, isLooked && steering.Pace.Waits);
            if (isLooked)
            {
                steering.Hold(emit, wanted => explainer.Preview(wanted, context.Logits(), chosen), ct);
            }

            explainer.Accept(token);
            chosen.Add(token);
            int tokens = chosen.Count;
            if (request.WithTextEnds)
            {
                ends.Add(text.CertainLength);
            }

            reason = text.StopWord is { } word ? ReasonOf(word)
                : request.MaxTokens > 0 && tokens >= request.MaxTokens ? StopReason.MaxTokens
                : promptTokens + tokens >= contextTokens ? StopReason.ContextFull
                : EvaluateNext(token, promptTokens + tokens - 1) ? null
                : StopReason.Cancelled;
        }

        updates.Finish(text.StopWord is null ? text.Finish() : string.Empty);
        double decodeMs = time.GetElapsedTime(start).TotalMilliseconds - steering.HeldMs;
        return new GenerationResult(text.Text, promptTokens, chosen.Count, 0, 0, decodeMs, reason!.Value)
        {
            HeldMs = steering.HeldMs,
            StopWord = reason == StopReason.StopWord ? text.StopWord : null,
            TokenIds = chosen.ToImmutable(),
            TextEnds = ends.ToImmutable(),
        };
    }

    private StopReason ReasonOf(string stopWord) =>
        TurnEndWords.Contains(stopWord) ? StopReason.EndOfTurn : StopReason.StopWord;

    /// <summary>One token of the response, with the threads that are fastest now. False when it was aborted.</summary>
    private bool EvaluateNext(int token, int position)
    {
        if (Threads is null)
        {
            return Evaluate([token], position, wantLogits: true);
        }

        UseThreads(Threads.Threads);
        long start = time.GetTimestamp();
        bool done = Evaluate([token], position, wantLogits: true);
        Threads.Record(time.GetElapsedTime(start).TotalMilliseconds);
        return done;
    }

    private void UseThreads(int threads)
    {
        if (_threadsSet != threads)
        {
            _threadsSet = threads;
            context.LimitThreads(threads);
        }
    }

    /// <summary>False when it was aborted.</summary>
    private bool Evaluate(ReadOnlySpan<int> tokens, int position, bool wantLogits) =>
        context.Decode(tokens, position, wantLogits) switch
        {
            DecodeStatus.Done => true,
            DecodeStatus.Aborted => false,
            DecodeStatus.Full => throw new EngineFailedException(
                EngineFailureKind.EngineError, $"the KV cache has no room for position {position} of {contextTokens}"),
            _ => throw new EngineFailedException(
                EngineFailureKind.EngineError, $"llama.cpp could not evaluate {tokens.Length} tokens at position {position}"),
        };
}
