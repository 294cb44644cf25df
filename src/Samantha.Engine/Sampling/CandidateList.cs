namespace Samantha.Engine.Sampling;

/// <summary>
/// The tokens that may still be chosen, with their logits and, after a <see cref="Softmax"/>, their probabilities. The filters
/// shorten it and never empty it. Its room is allocated once; nothing here allocates per token.
/// </summary>
public sealed class CandidateList
{
    private readonly int[] _tokens;
    private readonly float[] _logits;
    private readonly double[] _probabilities;
    private readonly CandidateSort _sort = new();

    public CandidateList(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        _tokens = new int[capacity];
        _logits = new float[capacity];
        _probabilities = new double[capacity];
    }

    public int Capacity => _tokens.Length;

    public int Count { get; private set; }

    /// <summary>True when the highest logit comes first and equal logits are in the order of their token ids.</summary>
    public bool IsSorted { get; private set; } = true;

    /// <summary>The temperature that the probabilities were computed with; NaN while they do not fit the list.</summary>
    public double ProbabilityTemperature { get; private set; } = double.NaN;

    public ReadOnlySpan<int> Tokens => _tokens.AsSpan(0, Count);

    public ReadOnlySpan<float> Logits => _logits.AsSpan(0, Count);

    /// <summary>Valid after <see cref="Softmax.Apply"/>, until the list changes.</summary>
    public ReadOnlySpan<double> Probabilities => _probabilities.AsSpan(0, Count);

    internal Span<int> TokenItems => _tokens;

    internal Span<float> LogitItems => _logits;

    internal Span<double> ProbabilityItems => _probabilities.AsSpan(0, Count);

    /// <summary>
    /// Every token of a vocabulary; NaN and minus infinity are left out, plus infinity counts as the largest number.
    /// </summary>
    public static CandidateList FromLogits(ReadOnlySpan<float> logits)
    {
        CandidateList list = new(logits.Length);
        list.Fill(logits);
        return list;
    }

    /// <summary>As <see cref="FromLogits"/>, into the room that is there.</summary>
    public void Fill(ReadOnlySpan<float> logits)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(logits.Length, Capacity);
        int count = 0;
        for (int token = 0; token < logits.Length; token++)
        {
            float logit = logits[token];
            if (logit > float.NegativeInfinity)
            {
                _tokens[count] = token;
                _logits[count] = Math.Min(logit, float.MaxValue);
                count++;
            }
        }

        SetCount(count, sorted: count <= 1);
    }

    public void CopyFrom(CandidateList other)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(other.Count, Capacity);
        other.Tokens.CopyTo(_tokens);
        other.Logits.CopyTo(_logits);
        other.Probabilities.CopyTo(_probabilities);
        SetCount(other.Count, other.IsSorted);
        ProbabilityTemperature = other.ProbabilityTemperature;
    }

    /// <summary>Best first; equal logits in the order of their ids.</summary>
    public void SortByLogit()
    {
        if (!IsSorted)
        {
            _sort.Sort(_tokens.AsSpan(0, Count), _logits.AsSpan(0, Count));
            SetCount(Count, sorted: true);
        }
    }

    /// <summary>
    /// Picks a candidate by a number in [0, 1): the one in whose share of the probabilities it falls, in list order.
    /// </summary>
    public int Draw(double uniform)
    {
        if (Count == 0 || double.IsNaN(ProbabilityTemperature))
        {
            throw new InvalidOperationException("A draw needs candidates with probabilities; apply Softmax first.");
        }

        double cumulative = 0;
        int last = 0;
        for (int i = 0; i < Count; i++)
        {
            double probability = _probabilities[i];
            cumulative += probability;
            if (uniform < cumulative)
            {
                return _tokens[i];
            }

            // The sum may end a rounding error below 1: the last candidate that has a share takes the rest.
            last = probability > 0 ? i : last;
        }

        return _tokens[last];
    }

    /// <summary>Index of the best candidate (equal logits: the lowest token id).</summary>
    internal int IndexOfBest()
    {
        if (IsSorted)
        {
            return 0;
        }

        float bestLogit = LogitScan.Best(Logits);
        int best = -1;
        for (int i = 0; i < Count; i++)
        {
            if (_logits[i] == bestLogit && (best < 0 || _tokens[i] < _tokens[best]))
            {
                best = i;
            }
        }

        return best;
    }

    internal void SetCount(int count, bool sorted)
    {
        Count = count;
        IsSorted = sorted;
        ProbabilityTemperature = double.NaN;
    }

    internal void SetProbabilityTemperature(double temperature) => ProbabilityTemperature = temperature;

    /// <summary>
    /// Keeps the first candidates. Their probabilities no longer sum to 1, so they become invalid when something goes.
    /// </summary>
    internal void KeepFirst(int count)
    {
        if (count < Count)
        {
            SetCount(Math.Max(count, 1), IsSorted);
        }
    }

    /// <summary>Keeps the candidates from start up to but not including end, at least one.</summary>
    internal void KeepRange(int start, int end)
    {
        if (end - start < Count)
        {
            Tokens[start..end].CopyTo(_tokens);
            Logits[start..end].CopyTo(_logits);
            SetCount(end - start, IsSorted);
        }
    }

    /// <summary>Keeps the candidates with at least that logit, in their order. One of them must have it.</summary>
    internal void KeepWhereLogitAtLeast(double lowest)
    {
        int count = 0;
        for (int i = 0; i < Count; i++)
        {
            if (_logits[i] >= lowest)
            {
                _tokens[count] = _tokens[i];
                _logits[count] = _logits[i];
                count++;
            }
        }

        if (count < Count)
        {
            SetCount(count, IsSorted);
        }
    }

    /// <summary>Keeps one candidate.</summary>
    internal void KeepOnly(int index)
    {
        _tokens[0] = _tokens[index];
        _logits[0] = _logits[index];
        if (Count > 1)
        {
            SetCount(1, sorted: true);
        }
    }
}
