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
    private long _lastEmit;
    private int _tokens;
    private int _waiting;
    private bool _any;

    public void Add(string text)
    {
        _text.Append(text);
        _tokens++;
        _waiting++;
        if (!_any || _waiting >= TokensMax || time.GetElapsedTime(_lastEmit) >= Interval)
        {
            Emit();
        }
    }

    /// <summary>Sends what is left, with text that belongs to no further token.</summary>
    public void Finish(string text)
    {
        _text.Append(text);
        if (_text.Length > 0 || _waiting > 0)
        {
            Emit();
        }
    }

    private void Emit()
    {
        _any = true;
        _waiting = 0;
        _lastEmit = time.GetTimestamp();
        emit(new TokensGenerated(_text.ToString(), _tokens));
        _text.Clear();
    }
}
