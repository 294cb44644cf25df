using System.Text;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Native;

/// <summary>
/// A grammar in GBNF at one place of a response. The library ends the process when it is told a token that does not fit, so
/// every token is asked about first. Decode thread only.
/// </summary>
internal sealed unsafe class LlamaGrammar : ITokenConstraint
{
    private readonly LlamaGrammarHandle _grammar;
    private readonly LlamaModelHandle _model;
    private readonly LlamaTokenData[] _candidates;

    private LlamaGrammar(LlamaGrammarHandle grammar, LlamaModelHandle model, int tokens)
    {
        (_grammar, _model) = (grammar, model);
        _candidates = new LlamaTokenData[tokens];
    }

    /// <summary>Null when the library does not take the text; what it says about it is in the log.</summary>
    /// <param name="grammar">GBNF with a rule <c>root</c>.</param>
    public static LlamaGrammar? TryCreate(LlamaModelHandle model, nint vocabulary, int tokens, string grammar)
    {
        fixed (byte* text = Encoding.UTF8.GetBytes(grammar + '\0'))
        fixed (byte* root = "root\0"u8)
        {
            nint created = LlamaNative.GrammarCreate(vocabulary, text, root);
            return created == 0 ? null : new LlamaGrammar(new LlamaGrammarHandle(created, model), model, tokens);
        }
    }

    public void Apply(Span<float> logits)
    {
        int count = 0;
        for (int token = 0; token < logits.Length; token++)
        {
            if (logits[token] > float.NegativeInfinity)
            {
                _candidates[count++] = new LlamaTokenData { Id = token, Logit = logits[token] };
            }
        }

        Filter(_candidates.AsSpan(0, count));
        foreach (LlamaTokenData candidate in _candidates.AsSpan(0, count))
        {
            logits[candidate.Id] = candidate.Logit;
        }
    }

    public void Accept(int token)
    {
        Span<LlamaTokenData> one = [new LlamaTokenData { Id = token }];
        Filter(one);
        if (float.IsNegativeInfinity(one[0].Logit))
        {
            throw new TokenNotAllowedException(token);
        }

        LlamaNative.SamplerAccept(_grammar.Pointer, token);
    }

    public ITokenConstraint Copy() => new LlamaGrammar(
        new LlamaGrammarHandle(LlamaNative.SamplerClone(_grammar.Pointer), _model), _model, _candidates.Length);

    private void Filter(Span<LlamaTokenData> candidates)
    {
        fixed (LlamaTokenData* data = candidates)
        {
            LlamaTokenDataArray array = new() { Data = data, Size = (nuint)candidates.Length, Selected = -1 };
            LlamaNative.SamplerApply(_grammar.Pointer, &array);
        }
    }
}
