using System.Collections.Immutable;
using System.Text;
using Samantha.Engine.Native;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;
using Samantha.Engine.Templates;

namespace Samantha.Engine.Server;

/// <summary>Answers requests with the one loaded model. Owns model and context. Decode thread only.</summary>
internal sealed class ModelSession : IDisposable
{
    /// <summary>
    /// Entries of a vocabulary page: a page is for a screen or a bounded file, not for the whole vocabulary at once.
    /// </summary>
    private const int PageTokensMax = 10_000;

    private readonly LlamaModel _model;
    private readonly LlamaContext? _context;
    private readonly PromptEncoder _encoder;
    private readonly AbortFlag _abort;
    private readonly ResponseGenerator? _generator;
    private readonly SamplerVocabularies _meanings;

    public ModelSession(
        LlamaModel model,
        LlamaContext? context,
        ChatTemplate template,
        LoadedModel loaded,
        bool threadsAreFree,
        AbortFlag abort,
        TimeProvider time)
    {
        _model = model;
        _context = context;
        _abort = abort;
        _encoder = new PromptEncoder(model.Vocabulary, template);
        Loaded = loaded;
        _meanings = new SamplerVocabularies(model.Vocabulary);
        _generator = context is null ? null
            : new ResponseGenerator(context, model.Vocabulary, _meanings, loaded.ContextTokens, abort, time)
            {
                TurnEndWords = TurnEndsOf(template),
                Threads = threadsAreFree && loaded.Threads > 1 ? new ThreadGovernor(loaded.Threads) : null,
            };
    }

    public LoadedModel Loaded { get; }

    private LlamaVocabulary Vocabulary => _model.Vocabulary;

    public PromptCount Count(ImmutableArray<EngineMessage> messages)
    {
        CheckMessages(messages);
        _encoder.RefuseHopeless(messages, EngineProtocol.ContextTokensMax);
        return new PromptCount(_encoder.Encode(messages).Length, Loaded.ContextTokens);
    }

    public GenerationResult Generate(
        GenerateRequest request, ResponseSteering steering, Action<GenerationUpdate> emit, CancellationToken ct)
    {
        ResponseGenerator generator = _generator ?? throw Bad("only the vocabulary of this model is loaded; it cannot generate");
        CheckMessages(request.Messages);
        CheckSettings(request);
        _encoder.RefuseHopeless(request.Messages, Loaded.ContextTokens);
        try
        {
            steering.Pace = request.Pace;
            int[] prompt = _encoder.Encode(request.Messages, out int previous);
            GenerationResult result = generator.Run(
                prompt,
                request,
                steering,
                update => emit(update is PrefillProgress progress ? progress with { PreviousTokens = previous } : update),
                ct);
            return result with { PreviousTokens = previous };
        }
        catch (UnusableLogitsException problem)
        {
            throw new EngineFailedException(EngineFailureKind.EngineError, problem.Message, problem);
        }
        catch (TokenNotAllowedException problem)
        {
            throw Bad(problem.Message);
        }
    }

    /// <summary>The prompt's tokens and the rows of logits that were told.</summary>
    public (int PromptTokens, int Rows) Evaluate(EvaluateRequest request, Action<GenerationUpdate> emit)
    {
        if (_generator is null || _context is null)
        {
            throw Bad("only the vocabulary of this model is loaded; it cannot evaluate");
        }

        bool isText = request.Messages.IsDefaultOrEmpty;
        if (!isText)
        {
            CheckMessages(request.Messages);
        }

        CheckSampling(request.Sampling);
        CheckTokens(request.Tokens);
        if (request.Tokens.Length < (isText ? 2 : 1) || request.BatchTokens is < 1 or > EngineProtocol.EvaluateBatchMax)
        {
            throw Bad($"an evaluation has one token or more behind the first, in batches of 1 to {EngineProtocol.EvaluateBatchMax}");
        }

        int[] prompt = isText ? [request.Tokens[0]] : EncodeBounded(request.Messages);
        request = isText ? request with { Tokens = request.Tokens[1..] } : request;
        try
        {
            return (prompt.Length, new ResponseEvaluator(
                _context, Vocabulary, _meanings, Loaded.ContextTokens, _abort).Run(prompt, request, emit));
        }
        catch (UnusableLogitsException problem)
        {
            throw new EngineFailedException(EngineFailureKind.EngineError, problem.Message, problem);
        }
        catch (TokenNotAllowedException problem)
        {
            throw Bad(problem.Message);
        }
        finally
        {
            _generator.Forget();
        }
    }

    private int[] EncodeBounded(ImmutableArray<EngineMessage> messages)
    {
        _encoder.RefuseHopeless(messages, Loaded.ContextTokens);
        return _encoder.Encode(messages);
    }

    public TokenizeResult Tokenize(string text, bool parseSpecial)
    {
        List<int> tokens = Vocabulary.Tokenize(text, parseSpecial);
        return new TokenizeResult(
            tokens.Count, [.. tokens.Take(EngineProtocol.TokensPerReplyMax).Select(Describe)]);
    }

    public VocabularyPage ReadVocabulary(int offset, int count, string filter)
    {
        if (offset < 0 || count is < 0 or > PageTokensMax)
        {
            throw Bad($"a vocabulary page starts at 0 or more and has 0 to {PageTokensMax} entries, not {offset} and {count}");
        }

        ImmutableArray<VocabularyToken>.Builder page = ImmutableArray.CreateBuilder<VocabularyToken>();
        int matching = 0;
        for (int id = 0; id < Vocabulary.Tokens; id++)
        {
            VocabularyToken? token = filter.Length == 0 && (matching < offset || page.Count == count) ? null : Describe(id);
            if (token is not null && !token.Text.Contains(filter, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (matching >= offset && page.Count < count)
            {
                page.Add(token ?? Describe(id));
            }

            matching++;
        }

        return new VocabularyPage(Vocabulary.Tokens, matching, offset, page.ToImmutable());
    }

    public void Dispose()
    {
        _context?.Dispose();
        _model.Dispose();
    }

    private VocabularyToken Describe(int id)
    {
        byte[] piece = Vocabulary.Piece(id, special: true);
        return new VocabularyToken(
            id, Encoding.UTF8.GetString(piece), Convert.ToHexStringLower(piece), Vocabulary.AttributesOf(id).ToKind());
    }

    /// <summary>
    /// With a borrowed template the model may write the end of a turn as plain text, because its vocabulary has no token for
    /// it: then the text ends the response.
    /// </summary>
    private ImmutableArray<string> TurnEndsOf(ChatTemplate template)
    {
        if (template.Name != ChatTemplate.ChatMl)
        {
            return [];
        }

        ImmutableArray<string> marks = ["<|im_end|>", "<|im_start|>"];
        return [.. marks.Where(mark =>
            Vocabulary.Tokenize(mark, parseSpecial: true) is not [var token] || !Vocabulary.IsControl(token))];
    }

    private static void CheckMessages(ImmutableArray<EngineMessage> messages)
    {
        if (messages.IsDefaultOrEmpty || messages.Length > EngineProtocol.MessagesMax)
        {
            throw Bad($"a prompt has 1 to {EngineProtocol.MessagesMax} messages");
        }

        foreach (EngineMessage message in messages)
        {
            if (message?.Content is null || !Enum.IsDefined(message.Role))
            {
                throw Bad("a message has no content or an unknown role");
            }
        }
    }

    private static void CheckSampling(SamplingSettings sampling)
    {
        if (sampling is null)
        {
            throw Bad("the sampling settings are missing");
        }

        if (sampling.FindProblem() is { } problem)
        {
            throw Bad(problem);
        }
    }

    private void CheckTokens(ImmutableArray<int> tokens)
    {
        if (tokens.IsDefault || tokens.Length > Loaded.ContextTokens)
        {
            throw Bad("a request gives at most as many tokens as the context window has");
        }

        foreach (int token in tokens)
        {
            if (!Vocabulary.IsToken(token))
            {
                throw Bad($"token {token} is not in the vocabulary of {Vocabulary.Tokens} tokens");
            }
        }
    }

    private void CheckSettings(GenerateRequest request)
    {
        CheckSampling(request.Sampling);
        CheckTokens(request.GivenTokens);
        if (request.Pace is null || request.Pace.FindProblem() is not null)
        {
            throw Bad(request.Pace?.FindProblem() ?? "the pace is missing");
        }

        if (request.MaxTokens < 0)
        {
            throw Bad($"max_tokens is {request.MaxTokens}; 0 means until the context is full");
        }

        if (request.StopWords.IsDefault || request.StopWords.Length > EngineProtocol.StopWordsMax)
        {
            throw Bad($"a request has 0 to {EngineProtocol.StopWordsMax} stop words");
        }

        foreach (string word in request.StopWords)
        {
            if (word is null or { Length: 0 or > EngineProtocol.StopWordCharsMax })
            {
                throw Bad($"a stop word has 1 to {EngineProtocol.StopWordCharsMax} characters");
            }
        }
    }

    private static EngineFailedException Bad(string message) => new(EngineFailureKind.BadRequest, message);
}
