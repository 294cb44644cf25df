using System.Runtime.InteropServices;
using Samantha.Engine.Native;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Server;

/// <summary>
/// Evaluates a known response in an empty context and tells every row of logits. It shares no path with the making of a response
/// but the library's decode call. Decode thread only.
/// </summary>
internal sealed class ResponseEvaluator(
    LlamaContext context, LlamaVocabulary vocabulary, SamplerVocabularies meanings, int contextTokens, AbortFlag abort)
{
    /// <summary>The rows that were told; fewer than asked for only when it was cancelled.</summary>
    public int Run(int[] prompt, EvaluateRequest request, Action<GenerationUpdate> emit)
    {
        if (prompt.Length == 0 || prompt.Length + request.Tokens.Length > contextTokens)
        {
            throw PromptEncoder.TooLong(prompt.Length + request.Tokens.Length, contextTokens);
        }

        context.Clear(overwrite: true);
        SamplerChain sampler = new(request.Sampling, vocabulary.Tokens, request.Seed, meanings.For(request.Sampling));
        int rows = 0;
        for (int at = 0; at < prompt.Length;)
        {
            int count = Math.Min(context.BatchTokens, prompt.Length - at);
            if (!Evaluate(prompt.AsSpan(at, count), at, allLogits: false))
            {
                return rows;
            }

            at += count;
        }

        Tell(context.Logits());
        ReadOnlySpan<int> tokens = request.Tokens.AsSpan();
        for (int at = 0; at < tokens.Length;)
        {
            // The last token needs a cell too; a full window has no row behind it.
            int count = Math.Min(Math.Min(request.BatchTokens, tokens.Length - at), contextTokens - prompt.Length - at);
            if (count <= 0 || !Evaluate(tokens.Slice(at, count), prompt.Length + at, allLogits: true))
            {
                return rows;
            }

            for (int i = 0; i < count; i++)
            {
                Tell(context.Logits(i));
            }

            at += count;
        }

        return rows;

        void Tell(ReadOnlySpan<float> logits)
        {
            int choice = sampler.Sample(logits);
            emit(new RowEvaluated(rows, MemoryMarshal.AsBytes(logits).ToArray(), choice));
            if (rows < request.Tokens.Length)
            {
                sampler.Accept(request.Tokens[rows]);
            }

            rows++;
        }
    }

    /// <summary>False when it was aborted.</summary>
    private bool Evaluate(ReadOnlySpan<int> tokens, int position, bool allLogits) =>
        !abort.IsSet && context.Decode(tokens, position, wantLogits: true, allLogits) switch
        {
            DecodeStatus.Done => true,
            DecodeStatus.Aborted => false,
            _ => throw new EngineFailedException(
                EngineFailureKind.EngineError, $"llama.cpp could not evaluate {tokens.Length} tokens at position {position}"),
        };
}
