using System.Collections.Immutable;
using System.Text;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Server;

/// <summary>
/// Joins the text of tokens into updates: the first token at once, then one update per thirtieth of a second or per 16
/// tokens, whichever comes first. Keeps the pipe cheap beside a model that makes thousands of tokens per second.
/// </summary>
internal sealed class UpdateBatcher(Action<GenerationUpdate> emit, TimeProvider time)
{
    private const int TokensMax = 16;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1000.0 / 30);

    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<ExplainedToken>.Builder _explained = ImmutableArray.CreateBuilder<ExplainedToken>();
    private long _lastEmit;
    private int _tokens;
    private int _waiting;
    private bool _any;

    /// <param name="text">What the token makes certain.</param>
    /// <param name="explained">How it was chosen, if anybody wants to know.</param>
    /// <param name="now">Somebody waits for just this token.</param>
    public void Add(string text, ExplainedToken? explained = null, bool now = false)
    {
        _text.Append(text);
        _tokens++;
        _waiting++;
        Explain(explained);
        if (now || !_any || _waiting >= TokensMax || time.GetElapsedTime(_lastEmit) >= Interval)
        {
            Emit();
        }
    }

    /// <summary>Sends what is left, with text that belongs to no further token.</summary>
    public void Finish(string text)
    {
        _text.Append(text);
        if (_text.Length > 0 || _waiting > 0 || _explained.Count > 0)
        {
            Emit();
        }
    }

    /// <summary>Also for a choice that adds no token: the one that ends the turn.</summary>
    public void Explain(ExplainedToken? explained)
    {
        if (explained is not null)
        {
            _explained.Add(explained);
        }
    }

    private void Emit()
    {
        _any = true;
        _waiting = 0;
        _lastEmit = time.GetTimestamp();
        emit(new TokensGenerated(_text.ToString(), _tokens) { Explained = _explained.ToImmutable() });
        _explained.Clear();
        _text.Clear();
    }
}
