namespace Samantha.Engine.Sampling;

/// <summary>
/// Watches a <see cref="SamplerChain"/> choose and keeps what happened to the best candidates. It changes nothing: with and
/// without it the same token is chosen. Its room is allocated once.
/// </summary>
public sealed class SamplerTrace
{
    /// <summary>More candidates than anybody reads would only cost time and room.</summary>
    public const int CandidatesMax = 100;

    private readonly int _wanted;
    private readonly CandidateList _best;
    private readonly int[] _slotOfToken;
    private readonly bool[] _seen;
    private readonly List<int> _tokens = [];
    private readonly List<int> _removedBy = [];
    private readonly List<List<float>> _logits = [];
    private readonly List<SamplerStage> _stages = [];

    public SamplerTrace(int vocabularySize, int candidates)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabularySize);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(candidates);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(candidates, CandidatesMax);
        _wanted = Math.Min(candidates, vocabularySize);
        _best = new CandidateList(_wanted);
        _slotOfToken = new int[vocabularySize];
        _seen = new bool[_wanted + 1];
    }

    /// <summary>How many of the best candidates are followed.</summary>
    public int Candidates => _wanted;

    /// <summary>A token that is followed whatever its rank: one that was given instead of being chosen. Null = none.</summary>
    public int? Given { get; set; }

    /// <summary>
    /// What the last choice was like. The token is the chosen one or the given one; the logits are those it was chosen from.
    /// </summary>
    public TracedChoice Explain(ReadOnlySpan<float> logits, int token)
    {
        int slot = SlotOf(token);
        if (slot < 0)
        {
            throw new ArgumentException($"Token {token} was neither chosen nor given.", nameof(token));
        }

        return new TracedChoice(
            token,
            RankOf(logits, token),
            [.. _stages],
            [.. Enumerable.Range(0, _tokens.Count).Select(i =>
                new TracedCandidate(_tokens[i], [.. _logits[i]], _removedBy[i]))]);
    }

    internal void Begin(ReadOnlySpan<float> logits)
    {
        foreach (int token in _tokens)
        {
            _slotOfToken[token] = 0;
        }

        _tokens.Clear();
        _removedBy.Clear();
        _logits.Clear();
        _stages.Clear();
        TopKFilter.Select(logits, _wanted, _best);
        foreach (int token in _best.Tokens)
        {
            Follow(token);
        }

        if (Given is { } given && SlotOf(given) < 0)
        {
            Follow(given);
        }

        Scored(SamplerStageNames.Raw, logits);
    }

    /// <summary>Every token has a (new) logit.</summary>
    internal void Scored(string name, ReadOnlySpan<float> logits)
    {
        CandidateStatistics all = CandidateStatistics.Of(logits);
        _stages.Add(new SamplerStage(name, all.Count, all.Best, all.Sum, 1, all.EntropyBits, ChangesLogits: true));
        for (int i = 0; i < _tokens.Count; i++)
        {
            _logits[i].Add(Math.Min(logits[_tokens[i]], float.MaxValue));
        }
    }

    /// <summary>A filter, or the temperature, has worked on the list.</summary>
    internal void Filtered(string name, CandidateList left, double temperature = 1)
    {
        SamplerStage before = _stages[^1];
        bool nothingChanged = left.Count == before.Count && temperature == before.Temperature;
        if (nothingChanged)
        {
            _stages.Add(before with { Name = name, ChangesLogits = false });
            return;
        }

        CandidateStatistics rest = CandidateStatistics.Of(left.Logits, temperature > 0 ? temperature : 1);
        _stages.Add(new SamplerStage(name, rest.Count, rest.Best, rest.Sum, temperature, rest.EntropyBits, ChangesLogits: false));
        if (left.Count < before.Count)
        {
            MarkRemoved(left.Tokens);
        }
    }

    /// <summary>The choice is made: a token that was not among the best is followed from the start after all.</summary>
    /// <param name="token">Not followed so far.</param>
    /// <param name="scores">Its logit at each stage that changed logits, in their order.</param>
    internal void FollowAfterAll(int token, ReadOnlySpan<float> scores)
    {
        Follow(token);
        foreach (float score in scores)
        {
            _logits[^1].Add(Math.Min(score, float.MaxValue));
        }
    }

    /// <summary>False for a chosen token that was not among the best, when nobody gave another one.</summary>
    internal bool IsExplained(int token) => Given is not null || SlotOf(token) >= 0;

    private void Follow(int token)
    {
        _tokens.Add(token);
        _removedBy.Add(-1);
        _logits.Add([]);
        _slotOfToken[token] = _tokens.Count;
    }

    private int SlotOf(int token) => _slotOfToken[token] - 1;

    private void MarkRemoved(ReadOnlySpan<int> left)
    {
        Array.Clear(_seen);
        foreach (int token in left)
        {
            if (_slotOfToken[token] > 0)
            {
                _seen[_slotOfToken[token] - 1] = true;
            }
        }

        for (int i = 0; i < _tokens.Count; i++)
        {
            if (!_seen[i] && _removedBy[i] < 0)
            {
                _removedBy[i] = _stages.Count - 1;
            }
        }
    }

    private static int RankOf(ReadOnlySpan<float> logits, int token)
    {
        float own = logits[token];
        if (!(own > float.NegativeInfinity))
        {
            return logits.Length;
        }

        int better = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            better += logits[i] > own || (logits[i] == own && i < token) ? 1 : 0;
        }

        return better + 1;
    }
}
