using System.Text;
using Samantha.Engine.Native;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Server;

/// <summary>
/// Finds what the texts of sampling settings are in the loaded vocabulary. The pieces of all tokens are kept from the first
/// time that a text asks for them. Decode thread only.
/// </summary>
internal sealed class SamplerVocabularies(LlamaVocabulary vocabulary)
{
    private byte[][]? _pieces;

    private byte[][] Pieces => _pieces ??=
        [.. Enumerable.Range(0, vocabulary.Tokens).Select(id => vocabulary.Piece(id, special: false))];

    /// <exception cref="EngineFailedException">A text is not one token, an id is not in the vocabulary, or the grammar is none.
    /// </exception>
    public SamplerVocabulary For(SamplingSettings settings) => new()
    {
        Biases = settings.LogitBias.IsEmpty ? SamplerVocabulary.None.Biases : Biases(settings),
        DryBreakers = settings.Dry.IsOn ? Breakers(settings.Dry) : SamplerVocabulary.None.DryBreakers,
        Constraint = settings.Grammar.Length == 0 ? null : Constraint(settings.Grammar),
    };

    private Dictionary<int, double> Biases(SamplingSettings settings)
    {
        Dictionary<int, double> biases = [];
        foreach (TokenBias bias in settings.LogitBias)
        {
            int token = bias.TokenId ?? TokenOf(bias.Text);
            if (!vocabulary.IsToken(token))
            {
                throw Bad($"logit_bias names token {token}, and the vocabulary has {vocabulary.Tokens} (0 to {vocabulary.Tokens - 1})");
            }

            biases[token] = biases.GetValueOrDefault(token) + (bias.Bias ?? double.NegativeInfinity);
        }

        return biases;
    }

    private int TokenOf(string text)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(text);
        int token = Array.FindIndex(Pieces, piece => piece.AsSpan().SequenceEqual(bytes));
        if (token >= 0)
        {
            return token;
        }

        string parts = string.Join(", ", vocabulary.TokenizeContinued(text, parseSpecial: false).Take(8).Select(id => "#" + id));
        throw Bad($"logit_bias names '{text}', which is not one token of this model but several ({parts}); "
            + "samantha models tokenize shows them");
    }

    private HashSet<int> Breakers(DrySettings dry)
    {
        byte[][] texts = [.. dry.Breakers.Select(Encoding.UTF8.GetBytes)];
        return [.. Enumerable.Range(0, vocabulary.Tokens).Where(id =>
            texts.Any(text => Pieces[id].AsSpan().IndexOf(text) >= 0))];
    }

    private LlamaGrammar Constraint(string grammar)
    {
        LlamaLog.ClearErrors();
        return vocabulary.TryCreateGrammar(grammar)
            ?? throw Bad("the grammar cannot be used: " + (LlamaLog.TakeErrors() is { Length: > 0 } errors
                ? string.Join("; ", errors)
                : "llama.cpp does not take it (is there a rule root, and no rule that begins with itself?)"));
    }

    private static EngineFailedException Bad(string message) => new(EngineFailureKind.BadRequest, message);
}
