namespace Samantha.Chains.Health;

/// <summary>
/// How many words in a row end five that have come twice before in the same order. A new one takes three off, so that a refrain
/// between verses never adds up. A table of fixed size (40 kB): what falls out of it counts as new.
/// </summary>
internal sealed class StaleWords
{
    private const int Length = 5;
    private const int NewCosts = 3;
    private const int TimesBefore = 2;
    private const int Slots = 1 << 13;

    private readonly Word[] _last = new Word[Length];
    private uint[] _tags = [];
    private byte[] _times = [];
    private int _next;
    private int _count;

    public int Score { get; private set; }

    public int Add(Word word)
    {
        _last[_next] = word;
        _next = (_next + 1) % Length;
        _count = Math.Min(_count + 1, Length);
        if (_count < Length || !HasLetters())
        {
            return Score;
        }

        if (_tags.Length == 0)
        {
            (_tags, _times) = (new uint[Slots], new byte[Slots]);
        }

        var hash = WordSigns.EmptyHash;
        for (var index = 0; index < Length; index++)
        {
            hash = WordSigns.Join(hash, _last[(_next + index) % Length].Hash);
        }

        var slot = (int)(hash % Slots);
        var tag = (uint)(hash >> 32);
        if (_tags[slot] != tag)
        {
            (_tags[slot], _times[slot]) = (tag, 0);
        }

        Score = _times[slot] >= TimesBefore ? Score + 1 : Math.Max(0, Score - NewCosts);
        _times[slot] = (byte)Math.Min(byte.MaxValue, _times[slot] + 1);
        return Score;
    }

    private bool HasLetters()
    {
        foreach (var word in _last)
        {
            if (word.HasLetter)
            {
                return true;
            }
        }

        return false;
    }
}
