namespace Samantha.Engine.Sampling;

/// <summary>
/// Chooses one token from a row of logits: penalties, top_k, tfs_z, typical_p, top_p, min_p, temperature, draw (temperature 0 or
/// less: penalties, then the most probable token). Owns its window and its random sequence; no allocation per token; one thread.
/// </summary>
/// <remarks>
/// Every filter keeps at least one candidate. Equal logits rank by token id, the lowest first. NaN and minus infinity are never
/// chosen, plus infinity counts as the largest number; a row without any usable logit is an <see
/// cref="UnusableLogitsException"/>.
/// </remarks>
public sealed class SamplerChain
{
    /// <summary>
    /// The steps in the order in which they work, and the version of their arithmetic and random numbers: raised whenever equal
    /// logits, settings and seed could give another token than before.
    /// </summary>
    public const string Description = "penalties, top_k, tfs_z, typical_p, top_p, min_p, temperature, draw; version 1";

    private readonly ulong _seed;
    private readonly SamplingRandom _random;
    private readonly PenaltyWindow _window;
    private readonly float[] _penalised;
    private readonly int _vocabularySize;

    /// <exception cref="ArgumentException">The settings have a problem; its text is that of FindProblem.</exception>
    public SamplerChain(SamplingSettings settings, int vocabularySize, ulong seed)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(vocabularySize);
        if (settings.FindProblem() is string problem)
        {
            throw new ArgumentException(problem, nameof(settings));
        }

        Settings = settings;
        _seed = seed;
        _vocabularySize = vocabularySize;
        _random = new SamplingRandom(seed);
        _window = new PenaltyWindow(vocabularySize, HasPenalties(settings) ? settings.PenaltyLastTokens : 0);
        _penalised = new float[HasPenalties(settings) ? vocabularySize : 0];
        int room = settings.TopK > 0 ? Math.Min(settings.TopK, vocabularySize) : vocabularySize;
        Candidates = new CandidateList(settings.Temperature <= 0 ? 1 : room);
    }

    public SamplingSettings Settings { get; }

    /// <summary>The candidates of the last <see cref="Sample"/> with the probabilities it drew from; empty before.</summary>
    public CandidateList Candidates { get; }

    /// <summary>
    /// A chain as it stands before the choice after <paramref name="accepted"/>: they are in its window, and its random sequence
    /// is where it is after one draw for each of them. What-if questions and continued responses begin here.
    /// </summary>
    public static SamplerChain After(
        SamplingSettings settings, int vocabularySize, ulong seed, IReadOnlyCollection<int> accepted)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        SamplerChain chain = new(settings, vocabularySize, seed);
        foreach (int token in accepted)
        {
            chain.Accept(token);
            _ = settings.Temperature > 0 ? chain._random.NextDouble() : 0;
        }

        return chain;
    }

    /// <summary>Chooses a token. It does not enter the penalty window until <see cref="Accept"/>.</summary>
    /// <param name="logits">One for each token of the vocabulary.</param>
    /// <param name="trace">Is told every step; null costs nothing.</param>
    /// <exception cref="UnusableLogitsException">No logit is a number above minus infinity.</exception>
    public int Sample(ReadOnlySpan<float> logits, SamplerTrace? trace = null)
    {
        if (logits.Length != _vocabularySize)
        {
            throw new ArgumentException($"There are {logits.Length} logits for {_vocabularySize} tokens.", nameof(logits));
        }

        trace?.Begin(logits);
        ReadOnlySpan<float> effective = Penalise(logits);
        if (HasPenalties(Settings))
        {
            trace?.Scored(SamplerStageNames.Penalties, effective);
        }

        int token = Settings.Temperature <= 0 ? ChooseBest(effective, trace) : Draw(effective, trace);
        trace?.Chose(token, logits, effective);
        return token;
    }

    /// <summary>Puts a token into the penalty window: each sampled one, and prompt tokens if they are to be penalised.</summary>
    public void Accept(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, _vocabularySize);
        _window.Add(token);
    }

    /// <summary>Back to the state after construction: empty window, random sequence from its seed.</summary>
    public void Reset()
    {
        _window.Clear();
        _random.Restart(_seed);
        Candidates.SetCount(0, sorted: true);
    }

    private static bool HasPenalties(SamplingSettings settings) =>
        settings.RepeatPenalty != 1 || settings.FrequencyPenalty != 0 || settings.PresencePenalty != 0;

    private ReadOnlySpan<float> Penalise(ReadOnlySpan<float> logits)
    {
        if (_window.DistinctTokens == 0)
        {
            return logits;
        }

        logits.CopyTo(_penalised);
        _window.Apply(_penalised, Settings.RepeatPenalty, Settings.FrequencyPenalty, Settings.PresencePenalty);
        return _penalised;
    }

    private int ChooseBest(ReadOnlySpan<float> logits, SamplerTrace? trace)
    {
        int best = LogitScan.IndexOfBest(logits);
        if (best < 0)
        {
            throw new UnusableLogitsException();
        }

        Candidates.TokenItems[0] = best;
        Candidates.LogitItems[0] = Math.Min(logits[best], float.MaxValue);
        Candidates.SetCount(1, sorted: true);
        Softmax.Apply(Candidates);
        trace?.Filtered(SamplerStageNames.Temperature, Candidates, 0);
        return best;
    }

    private int Draw(ReadOnlySpan<float> logits, SamplerTrace? trace)
    {
        bool hasTopK = Settings.TopK > 0 && Settings.TopK < logits.Length;
        if (hasTopK)
        {
            TopKFilter.Select(logits, Settings.TopK, Candidates);
        }
        else
        {
            Candidates.Fill(logits);
        }

        if (Candidates.Count == 0)
        {
            throw new UnusableLogitsException();
        }

        Note(trace, hasTopK, SamplerStageNames.TopK);
        TailFreeFilter.Apply(Candidates, Settings.TfsZ);
        Note(trace, Settings.TfsZ < 1, SamplerStageNames.TfsZ);
        TypicalFilter.Apply(Candidates, Settings.TypicalP);
        Note(trace, Settings.TypicalP < 1, SamplerStageNames.TypicalP);
        TopPFilter.Apply(Candidates, Settings.TopP);
        Note(trace, Settings.TopP < 1, SamplerStageNames.TopP);
        MinPFilter.Apply(Candidates, Settings.MinP);
        Note(trace, Settings.MinP > 0, SamplerStageNames.MinP);
        Softmax.Apply(Candidates, Settings.Temperature);
        trace?.Filtered(SamplerStageNames.Temperature, Candidates, Settings.Temperature);
        return Candidates.Draw(_random.NextDouble());
    }

    private void Note(SamplerTrace? trace, bool isOn, string stage)
    {
        if (isOn)
        {
            trace?.Filtered(stage, Candidates);
        }
    }
}
