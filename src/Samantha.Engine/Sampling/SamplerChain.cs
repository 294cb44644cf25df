namespace Samantha.Engine.Sampling;

/// <summary>
/// Chooses one token from a row of logits. First all logits: bias, penalties, dry, grammar. Then the candidates: top_k,
/// top_n_sigma (of the whole row), tfs_z, typical_p, top_p, min_p, xtc, temperature, draw; or mirostat in the place of the
/// filters. Temperature 0 or less takes the most probable token. SamplerChain.Logits.cs is the first part. Owns its windows and
/// its random sequence; no allocation per token without the trace; one thread.
/// </summary>
/// <remarks>
/// Every filter keeps at least one candidate. Equal logits rank by token id, the lowest first. NaN and minus infinity are never
/// chosen, plus infinity counts as the largest number; a row without any usable logit is an <see
/// cref="UnusableLogitsException"/>.
/// </remarks>
public sealed partial class SamplerChain
{
    /// <summary>
    /// The steps in the order in which they work, and the version of their arithmetic and random numbers: raised whenever equal
    /// logits, settings and seed could give another token than before.
    /// </summary>
    public const string Description =
        "logit_bias, penalties, dry, grammar, top_k, top_n_sigma, tfs_z, typical_p, top_p, min_p, xtc, mirostat, temperature, draw; "
        + "version 1";

    private readonly ulong _seed;
    private readonly SamplingRandom _random;
    private readonly PenaltyWindow _window;
    private readonly DryPenalty? _dry;
    private readonly Mirostat? _mirostat;
    private readonly SamplerVocabulary _vocabulary;
    private readonly float[] _changed;
    private readonly int _vocabularySize;
    private ITokenConstraint? _constraint;

    /// <exception cref="ArgumentException">The settings have a problem; its text is that of FindProblem.</exception>
    public SamplerChain(
        SamplingSettings settings, int vocabularySize, ulong seed, SamplerVocabulary? vocabulary = null)
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
        _vocabulary = vocabulary ?? SamplerVocabulary.None;
        _dry = settings.Dry.IsOn ? new DryPenalty(settings.Dry, _vocabulary.DryBreakers) : null;
        _mirostat = settings.Mirostat > 0 && settings.Temperature > 0
            ? new Mirostat(settings.Mirostat, settings.MirostatTau, settings.MirostatEta, vocabularySize)
            : null;
        _constraint = _vocabulary.Constraint?.Copy();
        bool changesLogits = HasPenalties(settings) || _dry is not null || _constraint is not null || _vocabulary.Biases.Count > 0;
        _changed = new float[changesLogits ? vocabularySize : 0];
        int room = settings.TopK > 0 && _mirostat is null ? Math.Min(settings.TopK, vocabularySize) : vocabularySize;
        Candidates = new CandidateList(settings.Temperature <= 0 ? 1 : room);
    }

    public SamplingSettings Settings { get; }

    /// <summary>The candidates of the last <see cref="Sample"/> with the probabilities it drew from; empty before.</summary>
    public CandidateList Candidates { get; }

    /// <summary>The surprise that mirostat allows now, in bits; null without mirostat.</summary>
    public double? MirostatLimitBits => _mirostat?.LimitBits;

    private int DrawsPerToken => Settings.Temperature <= 0 ? 0 : Settings.XtcProbability > 0 && _mirostat is null ? 2 : 1;

    /// <summary>
    /// A chain as it stands before the choice after <paramref name="accepted"/>: they are in its windows, and its random sequence
    /// is where it is after the draws for each of them. What-if questions and continued responses begin here.
    /// </summary>
    /// <param name="mirostatLimitBits">
    /// What mirostat had learnt by then: it cannot be told from the tokens alone. Null = as at the beginning.
    /// </param>
    /// <exception cref="TokenNotAllowedException">An accepted token does not fit the grammar.</exception>
    public static SamplerChain After(
        SamplingSettings settings, int vocabularySize, ulong seed, IReadOnlyCollection<int> accepted,
        SamplerVocabulary? vocabulary = null, double? mirostatLimitBits = null)
    {
        ArgumentNullException.ThrowIfNull(accepted);
        SamplerChain chain = new(settings, vocabularySize, seed, vocabulary);
        foreach (int token in accepted)
        {
            chain.Accept(token);
            for (int draw = 0; draw < chain.DrawsPerToken; draw++)
            {
                _ = chain._random.NextDouble();
            }
        }

        if (chain._mirostat is { } mirostat)
        {
            mirostat.LimitBits = mirostatLimitBits ?? Mirostat.StartOf(settings.MirostatTau);
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
        ReadOnlySpan<float> effective = Change(logits, trace);
        int token = Settings.Temperature <= 0 ? ChooseBest(effective, trace)
            : _mirostat is not null ? DrawByMirostat(_mirostat, effective, trace) : Draw(effective, trace);
        if (trace?.IsExplained(token) == false)
        {
            trace.FollowAfterAll(token, ScoresOf(token, logits));
        }

        return token;
    }

    /// <summary>Puts a token into the penalty window: each sampled one, and prompt tokens if they are to be penalised.</summary>
    public void Accept(int token)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, _vocabularySize);
        _constraint?.Accept(token);
        _window.Add(token);
        _dry?.Add(token);
        _mirostat?.Learn(ShareOf(token, _mirostat.LimitBits));
    }

    /// <summary>Back to the state after construction: empty window, random sequence from its seed.</summary>
    public void Reset()
    {
        _window.Clear();
        _dry?.Clear();
        _mirostat?.Reset();
        _constraint = _vocabulary.Constraint?.Copy();
        _random.Restart(_seed);
        Candidates.SetCount(0, sorted: true);
    }

    private static bool HasPenalties(SamplingSettings settings) =>
        settings.RepeatPenalty != 1 || settings.FrequencyPenalty != 0 || settings.PresencePenalty != 0;

    // A token that was given although mirostat had cut it off counts as one at the limit.
    private double ShareOf(int token, double limitBits)
    {
        int at = Candidates.Tokens.IndexOf(token);
        return at >= 0 && !double.IsNaN(Candidates.ProbabilityTemperature)
            ? Candidates.Probabilities[at]
            : Math.Pow(2, -Math.Max(limitBits, 0));
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
        TopNSigmaFilter.Apply(Candidates, TopNSigmaFilter.LowestLogit(logits, Settings.TopNSigma));
        Note(trace, Settings.TopNSigma > 0, SamplerStageNames.TopNSigma);
        TailFreeFilter.Apply(Candidates, Settings.TfsZ);
        Note(trace, Settings.TfsZ < 1, SamplerStageNames.TfsZ);
        TypicalFilter.Apply(Candidates, Settings.TypicalP);
        Note(trace, Settings.TypicalP < 1, SamplerStageNames.TypicalP);
        TopPFilter.Apply(Candidates, Settings.TopP);
        Note(trace, Settings.TopP < 1, SamplerStageNames.TopP);
        MinPFilter.Apply(Candidates, Settings.MinP);
        Note(trace, Settings.MinP > 0, SamplerStageNames.MinP);
        ExcludeTopChoices(trace);
        Softmax.Apply(Candidates, Settings.Temperature);
        trace?.Filtered(SamplerStageNames.Temperature, Candidates, Settings.Temperature);
        return Candidates.Draw(_random.NextDouble());
    }

    private void ExcludeTopChoices(SamplerTrace? trace)
    {
        // Always drawn when it is on, so that the sequence does not depend on what the candidates are.
        if (Settings.XtcProbability > 0 && _random.NextDouble() < Settings.XtcProbability)
        {
            XtcFilter.Apply(Candidates, Settings.XtcThreshold);
            Note(trace, true, SamplerStageNames.Xtc);
        }
    }

    private int DrawByMirostat(Mirostat mirostat, ReadOnlySpan<float> logits, SamplerTrace? trace)
    {
        Candidates.Fill(logits);
        if (Candidates.Count == 0)
        {
            throw new UnusableLogitsException();
        }

        mirostat.Apply(Candidates, Settings.Temperature);
        Note(trace, true, SamplerStageNames.Mirostat);
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
