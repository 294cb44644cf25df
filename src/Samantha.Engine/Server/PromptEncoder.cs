using System.Collections.Immutable;
using System.Text;
using Samantha.Engine.Native;
using Samantha.Engine.Protocol;
using Samantha.Engine.Templates;

namespace Samantha.Engine.Server;

/// <summary>
/// Messages to tokens: template text with special tokens on, contents with special tokens off, the beginning-of-text token
/// exactly once. Decode thread only.
/// </summary>
internal sealed class PromptEncoder
{
    /// <summary>Contents above this size are first compared with what the window could hold at best.</summary>
    private const int LargePromptBytes = 1024 * 1024;

    private readonly LlamaVocabulary _vocabulary;
    private readonly ChatTemplate _template;

    public PromptEncoder(LlamaVocabulary vocabulary, ChatTemplate template)
    {
        _vocabulary = vocabulary;
        _template = template;
        MarkersInContent = [.. FindMarkers()];
        vocabulary.KeepOutOfContent(MarkersInContent);
    }

    /// <summary>
    /// Tokens that the template writes and that the vocabulary calls words of its user instead of control tokens: a content may not
    /// have them. White space that is such a word is no marker.
    /// </summary>
    public ImmutableArray<int> MarkersInContent { get; }

    public int[] Encode(IReadOnlyList<EngineMessage> messages) => Encode(messages, out _);

    /// <param name="messages">The conversation.</param>
    /// <param name="previousTokens">How many of the tokens are contents of assistant messages.</param>
    public int[] Encode(IReadOnlyList<EngineMessage> messages, out int previousTokens)
    {
        ImmutableArray<EngineRole> roles = _template.Roles(messages);
        previousTokens = 0;
        List<int> tokens = [];
        foreach (PromptSegment segment in _template.Split(messages))
        {
            // A tokenizer with a space prefix puts it at the beginning and behind control tokens, as in one piece of text.
            bool begins = tokens.Count == 0 || _vocabulary.IsControl(tokens[^1]);
            int before = tokens.Count;
            tokens.AddRange(begins
                ? _vocabulary.Tokenize(segment.Text, parseSpecial: segment.IsTemplate)
                : _vocabulary.TokenizeContinued(segment.Text, parseSpecial: segment.IsTemplate));
            bool isPrevious = segment.Message >= 0 && roles[segment.Message] == EngineRole.Assistant;
            previousTokens += isPrevious ? tokens.Count - before : 0;
        }

        if (_vocabulary.AddsBos && _vocabulary.IsToken(_vocabulary.Bos) && (tokens.Count == 0 || tokens[0] != _vocabulary.Bos))
        {
            tokens.Insert(0, _vocabulary.Bos);
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

        long atLeast = bytes / _vocabulary.TokenBytesMax;
        if (atLeast >= contextTokens)
        {
            throw TooLong((int)Math.Min(atLeast, int.MaxValue), contextTokens, "at least ");
        }
    }

    private IEnumerable<int> FindMarkers()
    {
        EngineMessage user = new(EngineRole.User, "x"), assistant = new(EngineRole.Assistant, "x");
        EngineMessage[][] conversations = [[user, assistant, user], [new(EngineRole.System, "x"), user, assistant, user]];
        return conversations
            .SelectMany(messages => _template.TrySplit(messages) ?? [])
            .Where(segment => segment.IsTemplate)
            .SelectMany(segment => _vocabulary.Tokenize(segment.Text, parseSpecial: true))
            .Distinct()
            .Where(token => (_vocabulary.AttributesOf(token) & TokenAttributes.UserDefined) != 0
                && !string.IsNullOrWhiteSpace(Encoding.UTF8.GetString(_vocabulary.Piece(token, special: true))));
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
