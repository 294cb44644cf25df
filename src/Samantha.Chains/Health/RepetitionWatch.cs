namespace Samantha.Chains.Health;

/// <summary>
/// Watches a response as it comes and tells where it is certain that it only repeats itself. What it finds depends on the text
/// alone, not on the pieces it came in. Four signs are looked for: a phrase of up to 64 words said over and over; words that
/// have all been said twice before in the same order; the same sentence again and again but for its number; the same few
/// characters without end. It takes less than 50 kB, however long the response is.
/// </summary>
public sealed class RepetitionWatch
{
    private const int PeriodWordsMax = 64;
    private const int PeriodCharactersMax = 8;
    private const int CharactersPerWord = 10;
    private const int TailCharacters = 512;
    private const int EvidenceCharacters = 60;

    /// <summary>Figures alone repeat in harmless tables: nothing but figures must go on for so much longer.</summary>
    private const int FiguresFactor = 4;

    private readonly RepetitionSettings _settings;
    private readonly Word[] _words = new Word[PeriodWordsMax];
    private readonly int[] _wordRuns = new int[PeriodWordsMax + 1];
    private readonly int[] _characterRuns = new int[PeriodCharactersMax + 1];
    private readonly char[] _tail = new char[TailCharacters];
    private readonly StaleWords _stale = new();
    private SameSentence _sentence;
    private WordReader _reader;
    private int _wordCount;
    private int _characters;

    public RepetitionWatch(RepetitionSettings settings) => _settings = settings;

    /// <summary>Null as long as all is well.</summary>
    public RepetitionFound? Found { get; private set; }

    /// <summary>The first place of a complete text where it is certain; null when it never is.</summary>
    public static RepetitionFound? Find(ReadOnlySpan<char> text, RepetitionSettings settings)
    {
        var watch = new RepetitionWatch(settings);
        watch.Append(text);
        watch.Complete();
        return watch.Found;
    }

    /// <summary>True from the moment on that something was found; what comes then is not looked at.</summary>
    public bool Append(ReadOnlySpan<char> text)
    {
        foreach (var sign in text)
        {
            if (Found is not null)
            {
                break;
            }

            if (_reader.Read(sign))
            {
                OnWord(_reader.Finished);
            }

            if (SameSentence.IsEnd(sign))
            {
                OnSentenceEnd();
            }

            OnCharacter(sign);
        }

        return Found is not null;
    }

    /// <summary>The text ends here.</summary>
    public void Complete()
    {
        if (_reader.End())
        {
            OnWord(_reader.Finished);
        }

        OnSentenceEnd();
    }

    private void OnCharacter(char sign)
    {
        var longest = 0;
        for (var period = 1; period <= PeriodCharactersMax; period++)
        {
            var same = _characters >= period && _tail[(_characters - period) % TailCharacters] == sign;
            _characterRuns[period] = same ? _characterRuns[period] + 1 : 0;
            longest = Math.Max(longest, _characterRuns[period]);
        }

        _tail[_characters % TailCharacters] = sign;
        _characters++;
        var needed = _settings.Words * CharactersPerWord;
        if (longest >= needed && (longest >= needed * FiguresFactor || !HasFiguresOnly()))
        {
            Find(longest / CharactersPerWord, PeriodCharactersMax * 2);
        }
    }

    private void OnWord(Word word)
    {
        var period = CountRuns(word);
        _words[_wordCount % PeriodWordsMax] = word;
        _wordCount++;
        _sentence.Add(word);
        if (period > 0)
        {
            var span = _wordRuns[period] + period;
            if (HasLetters(period) || span >= _settings.Words * FiguresFactor)
            {
                Find(span, CharactersOf(period));
            }
        }

        if (_stale.Add(word) >= _settings.Words * 2)
        {
            Find(_stale.Score, EvidenceCharacters);
        }
    }

    /// <summary>The shortest phrase that has been said often enough with this word; 0 when there is none.</summary>
    private int CountRuns(Word word)
    {
        var found = 0;
        for (var period = 1; period <= PeriodWordsMax; period++)
        {
            var same = _wordCount >= period && _words[(_wordCount - period) % PeriodWordsMax].Hash == word.Hash;
            var run = _wordRuns[period] = same ? _wordRuns[period] + 1 : 0;
            if (found == 0 && run > 0 && run + period >= _settings.Words && run >= period * (_settings.Repeats - 1))
            {
                found = period;
            }
        }

        return found;
    }

    private void OnSentenceEnd()
    {
        var words = _sentence.End(_settings.Repeats);
        if (words >= _settings.Words)
        {
            Find(words, EvidenceCharacters);
        }
    }

    private void Find(int words, int characters) => Found ??= new RepetitionFound(_characters, words, Evidence(characters));

    private bool HasLetters(int period)
    {
        for (var back = 1; back <= period; back++)
        {
            if (_words[(_wordCount - back) % PeriodWordsMax].HasLetter)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasFiguresOnly()
    {
        var figures = false;
        for (var back = 1; back <= Math.Min(PeriodCharactersMax, _characters); back++)
        {
            var sign = _tail[(_characters - back) % TailCharacters];
            figures |= WordSigns.IsDigit(sign);
            if (WordSigns.IsLetter(sign))
            {
                return false;
            }
        }

        return figures;
    }

    private int CharactersOf(int period)
    {
        var characters = period - 1;
        for (var back = 1; back <= period; back++)
        {
            characters += _words[(_wordCount - back) % PeriodWordsMax].Length;
        }

        return characters;
    }

    // The end of what was read: that is where it repeats.
    private string Evidence(int characters)
    {
        var count = Math.Min(Math.Min(characters, EvidenceCharacters), Math.Min(_characters, TailCharacters));
        Span<char> text = stackalloc char[count];
        for (var index = 0; index < count; index++)
        {
            var sign = _tail[(_characters - count + index) % TailCharacters];
            text[index] = char.IsControl(sign) || (char.IsLowSurrogate(sign) && index == 0) ? ' ' : sign;
        }

        return "…" + text.Trim().ToString();
    }
}
