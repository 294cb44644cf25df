namespace Samantha.Chains.Health;

/// <summary>
/// Counts how often a sentence or line comes again, whatever number stands in front of it. Another one in between takes one
/// off, so that a refrain between verses never adds up. Short ones do not count: code and tables are full of them.
/// </summary>
internal struct SameSentence
{
    private const int WordsMin = 4;

    private ulong _hash;
    private ulong _firstWord;
    private int _words;
    private bool _hasDifferent;
    private ulong _candidate;
    private int _score;
    private int _total;

    public static bool IsEnd(char sign) => sign is '\n' or '.' or '!' or '?' or '\u3002' or '\uFF01' or '\uFF1F';

    public void Add(Word word)
    {
        if (!word.HasLetter)
        {
            // Figures at the start are its number; those further in belong to it.
            _hash = _words == 0 ? _hash : WordSigns.Join(_hash, word.Hash);
            return;
        }

        _firstWord = _words == 0 ? word.Hash : _firstWord;
        _hasDifferent |= word.Hash != _firstWord;
        _hash = WordSigns.Join(_hash, word.Hash);
        _words++;
    }

    /// <summary>The words of the repetition so far; 0 while it came fewer times than this.</summary>
    public int End(int repeats)
    {
        var (hash, words, counts) = (_hash, _words, _words >= WordsMin && _hasDifferent);
        (_hash, _words, _hasDifferent) = (0, 0, false);
        if (!counts)
        {
            return 0;
        }

        if (hash == _candidate)
        {
            _score++;
            _total += words;
        }
        else if (--_score <= 0)
        {
            (_candidate, _score, _total) = (hash, 1, words);
        }

        return hash == _candidate && _score > repeats ? _total : 0;
    }
}
