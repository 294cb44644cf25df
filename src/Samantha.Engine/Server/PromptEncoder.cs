using System.Text;
using Samantha.Engine.Native;
using Samantha.Engine.Protocol;
using Samantha.Engine.Templates;

namespace Samantha.Engine.Server;

/// <summary>
/// Messages to tokens: template text with special tokens on, contents with special tokens off, the beginning-of-text token
/// exactly once. Decode thread only.
/// </summary>
internal sealed class PromptEncoder(LlamaVocabulary vocabulary, ChatTemplate template)
{
    /// <summary>Contents above this size are first compared with what the window could hold at best.</summary>
    private const int LargePromptBytes = 1024 * 1024;

    public int[] Encode(IReadOnlyList<EngineMessage> messages)
    {
        List<int> tokens = [];
        foreach (PromptSegment segment in template.Split(messages))
        {
            // A tokenizer with a space prefix puts it at the beginning and behind control tokens, as in one piece of text.
            bool begins = tokens.Count == 0 || vocabulary.IsControl(tokens[^1]);
            tokens.AddRange(begins
                ? vocabulary.Tokenize(segment.Text, parseSpecial: segment.IsTemplate)
                : vocabulary.TokenizeContinued(segment.Text, parseSpecial: segment.IsTemplate));
        }

        if (vocabulary.AddsBos && vocabulary.IsToken(vocabulary.Bos) && (tokens.Count == 0 || tokens[0] != vocabulary.Bos))
        {
            tokens.Insert(0, vocabulary.Bos);
        }

        return [.. tokens];
    }

    /// <summary>Refuses a prompt that cannot fit, without tokenising many megabytes of it first.</summary>
    /// <exception cref="EngineFailedException">PromptTooLong, with the least number of tokens it has.</exception>
    public void RefuseHopeless(IReadOnlyList<EngineMessage> messages, int contextTokens)
    {
        long bytes = messages.Sum(m => (long)Encoding.UTF8.GetByteCount(m.Content));
        if (bytes <= LargePromptBytes)
        {
            return;
        }

        long atLeast = bytes / vocabulary.TokenBytesMax;
        if (atLeast >= contextTokens)
        {
            throw TooLong((int)Math.Min(atLeast, int.MaxValue), contextTokens, "at least ");
        }
    }

    public static EngineFailedException TooLong(int promptTokens, int contextTokens, string atLeast = "") => new(
        EngineFailureKind.PromptTooLong,
        $"the prompt has {atLeast}{promptTokens} tokens, the context window {contextTokens}; " +
        "at least one token must be left for the response")
    {
        PromptTokens = promptTokens,
        ContextTokens = contextTokens,
    };
}
