namespace Samantha.Engine.Sampling;

/// <summary>
/// The last accepted tokens and how often each of them occurs; lowers their logits by the three penalties. Cost per token
/// depends on the window, not on the vocabulary.
/// </summary>
public sealed class PenaltyWindow
{
    private const int NoSlot = -1;

    private readonly int[] _ring;
    private readonly int[] _slotOfToken;
    private readonly int[] _tokenOfSlot;
    private readonly int[] _countOfSlot;
    private int _ringNext;
    private int _ringCount;

    public PenaltyWindow(int vocabularySize, int windowTokens)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(vocabularySize);
        ArgumentOutOfRangeException.ThrowIfNegative(windowTokens);
        int distinctMax = Math.Min(vocabularySize, windowTokens);
        _ring = new int[windowTokens];
        _slotOfToken = new int[windowTokens == 0 ? 0 : vocabularySize];
        _tokenOfSlot = new int[distinctMax];
        _countOfSlot = new int[distinctMax];
        Array.Fill(_slotOfToken, NoSlot);
    }

    public int DistinctTokens { get; private set; }

    public int CountOf(int token) =>
        _slotOfToken.Length > 0 && _slotOfToken[token] is int slot and not NoSlot ? _countOfSlot[slot] : 0;

    public void Add(int token)
    {
        if (_ring.Length == 0)
        {
            return;
        }

        ArgumentOutOfRangeException.ThrowIfNegative(token);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(token, _slotOfToken.Length);
        if (_ringCount == _ring.Length)
        {
            Forget(_ring[_ringNext]);
        }
        else
        {
            _ringCount++;
        }

        _ring[_ringNext] = token;
        _ringNext = (_ringNext + 1) % _ring.Length;
        if (_slotOfToken[token] == NoSlot)
        {
            _slotOfToken[token] = DistinctTokens;
            _tokenOfSlot[DistinctTokens] = token;
            _countOfSlot[DistinctTokens] = 0;
            DistinctTokens++;
        }

        _countOfSlot[_slotOfToken[token]]++;
    }

    public void Clear()
    {
        for (int slot = 0; slot < DistinctTokens; slot++)
        {
            _slotOfToken[_tokenOfSlot[slot]] = NoSlot;
        }

        DistinctTokens = 0;
        _ringNext = 0;
        _ringCount = 0;
    }

    /// <summary>
    /// Changes the logits of the tokens in the window, in single precision as llama.cpp does it. A repeat penalty of 0 lifts
    /// positive logits to infinity, which counts as the largest number; a NaN can only come from a NaN or an infinity of the
    /// model.
    /// </summary>
    public void Apply(Span<float> logits, double repeatPenalty, double frequencyPenalty, double presencePenalty)
    {
        float repeat = (float)repeatPenalty;
        float frequency = (float)frequencyPenalty;
        float presence = (float)presencePenalty;
        for (int slot = 0; slot < DistinctTokens; slot++)
        {
            ref float logit = ref logits[_tokenOfSlot[slot]];
            float scaled = logit <= 0 ? logit * repeat : logit / repeat;
            logit = scaled - (_countOfSlot[slot] * frequency) - presence;
        }
    }

    private void Forget(int token)
    {
        int slot = _slotOfToken[token];
        _countOfSlot[slot]--;
        if (_countOfSlot[slot] > 0)
        {
            return;
        }

        // The last slot moves into the hole, so that the occupied slots stay together.
        DistinctTokens--;
        int moved = _tokenOfSlot[DistinctTokens];
        _tokenOfSlot[slot] = moved;
        _countOfSlot[slot] = _countOfSlot[DistinctTokens];
        _slotOfToken[moved] = slot;
        _slotOfToken[token] = NoSlot;
    }
}
