namespace Samantha.Chains.Health;

/// <summary>Cuts a text that comes in pieces into words, the same ones however it is cut. Holds one unfinished word.</summary>
internal struct WordReader
{
    private ulong _hash;
    private int _length;
    private bool _hasLetter;
    private bool _isAlone;

    /// <summary>The word that the last call of <see cref="Read"/> or <see cref="End"/> finished.</summary>
    public Word Finished { get; private set; }

    /// <summary>All words of a text.</summary>
    public static List<Word> All(ReadOnlySpan<char> text)
    {
        var words = new List<Word>(text.Length / 6);
        var reader = default(WordReader);
        foreach (var sign in text)
        {
            if (reader.Read(sign))
            {
                words.Add(reader.Finished);
            }
        }

        if (reader.End())
        {
            words.Add(reader.Finished);
        }

        return words;
    }

    /// <summary>True when this sign ended a word; it is in <see cref="Finished"/>. The sign itself may begin another.</summary>
    public bool Read(char sign)
    {
        var isLetter = WordSigns.IsLetter(sign);
        if (!isLetter && !WordSigns.IsDigit(sign))
        {
            return End();
        }

        // Both halves of a pair outside of the first plane are one word.
        var isAlone = isLetter && WordSigns.IsWordAlone(sign);
        var endsBefore = isAlone ? !char.IsLowSurrogate(sign) : _isAlone;
        var ended = endsBefore && End();
        if (_length == 0)
        {
            (_hash, _hasLetter) = (WordSigns.EmptyHash, false);
        }

        _hash = WordSigns.Add(_hash, sign);
        _length++;
        _hasLetter |= isLetter;
        _isAlone = isAlone;
        return ended;
    }

    /// <summary>Nothing more comes, or something that is no word.</summary>
    public bool End()
    {
        if (_length == 0)
        {
            return false;
        }

        Finished = new Word(_hash, _length, _hasLetter);
        (_length, _isAlone) = (0, false);
        return true;
    }
}
