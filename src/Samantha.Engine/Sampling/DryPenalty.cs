namespace Samantha.Engine.Sampling;

/// <summary>
/// DRY ("don't repeat yourself"): lowers the logits of tokens that would lengthen a repetition. When the last n accepted tokens
/// have occurred before, the token that followed them there loses multiplier × base^(n − allowed length), if n is at least the
/// allowed length. A repetition does not reach across a breaker token. Owns its history, which is bounded.
/// </summary>
public sealed class DryPenalty
{
    /// <summary>
    /// A repetition of this length is punished beyond any chance already; looking further would only cost time.
    /// </summary>
    private const int MatchTokensMax = 128;

    private readonly DrySettings _settings;
    private readonly IReadOnlySet<int> _breakers;
    private readonly int _windowTokens;
    private readonly List<int> _history = [];
    private readonly Dictionary<int, int> _longest = [];

    /// <param name="settings">What is punished how much.</param>
    /// <param name="breakers">Tokens that no repetition reaches across.</param>
    public DryPenalty(DrySettings settings, IReadOnlySet<int> breakers)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(breakers);
        (_settings, _breakers) = (settings, breakers);
        _windowTokens = settings.LastTokens < 0 ? SamplingSettings.PenaltyWindowTokensMax : settings.LastTokens;
    }

    public void Add(int token)
    {
        _history.Add(token);

        // The list is shortened now and then, not for every token.
        if (_history.Count >= 2 * (_windowTokens + 1))
        {
            _history.RemoveRange(0, _history.Count - _windowTokens);
        }
    }

    public void Clear() => _history.Clear();

    /// <summary>The tokens that would lengthen a repetition, with the length that is repeated so far; valid until the next call.</summary>
    public IReadOnlyDictionary<int, int> Repetitions()
    {
        _longest.Clear();
        int start = Math.Max(0, _history.Count - _windowTokens);
        int reach = 0;
        while (reach < MatchTokensMax && _history.Count - 1 - reach >= start && !_breakers.Contains(_history[^(reach + 1)]))
        {
            reach++;
        }

        for (int at = _history.Count - 1; reach >= _settings.AllowedLength && at > start; at--)
        {
            int length = 0;
            while (length < reach && at - 1 - length >= start && _history[at - 1 - length] == _history[^(length + 1)])
            {
                length++;
            }

            // What ends a sentence is never punished for having ended one before.
            if (length >= _settings.AllowedLength && !_breakers.Contains(_history[at])
                && length > _longest.GetValueOrDefault(_history[at]))
            {
                _longest[_history[at]] = length;
            }
        }

        return _longest;
    }

    /// <summary>Lowers the logits in place.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    public void Apply(Span<float> logits)
    {
        foreach ((int token, int length) in Repetitions())
        {
            double penalty = _settings.Multiplier * Math.Pow(_settings.Base, length - _settings.AllowedLength);
            logits[token] = (float)Math.Max(logits[token] - penalty, -float.MaxValue);
        }
    }
}
