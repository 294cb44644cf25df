using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Samantha.Chains.Health;

/// <summary>
/// Tells the language of a text, or that it cannot be told: by its script, and for Latin letters by the share of small words.
/// Fenced code counts for nothing. Better silent than wrong: short, mixed and technical texts have no language here.
/// </summary>
public static class Languages
{
    private const int WordsMin = 12;
    private const int HitsMin = 6;
    private const double ShareMin = 0.22;

    /// <summary>The best language must have this many times the hits of the next one.</summary>
    private const double Lead = 1.4;
    private const double ScriptShareMin = 0.7;
    private const int ScriptLettersMin = 10;
    private const int LongTextCharacters = 20_000;

    private static readonly FrozenDictionary<string, int> s_words = Masks();

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> s_lookup =
        s_words.GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly string[] s_names =
    [
        "english", "portuguese", "spanish", "french", "german", "italian", "chinese", "japanese", "korean", "russian", "arabic",
        "hebrew", "greek", "hindi", "thai", "latin", "dutch", "translat", "language", "bilingual", "inglês", "português", "espanhol",
        "francês", "alemão", "italiano", "chinês", "japonês", "coreano", "russo", "árabe", "hebraico", "grego", "latim", "holandês",
        "traduz", "tradução", "traduc", "idioma", "língua", "bilíngue", "inglés", "francés", "alemán", "ruso", "chino", "japonés",
        "anglais", "allemand", "espagnol", "traduis", "langue", "englisch", "deutsch", "französisch", "spanisch", "übersetz",
        "sprache",
    ];

    /// <summary>All that <see cref="Of"/> can answer.</summary>
    public static ImmutableArray<string> Codes { get; } =
        [.. LanguageWords.All.Select(language => language.Code), .. LetterScripts.Codes];

    /// <summary>The code of the text's language; null when it cannot be told.</summary>
    public static string? Of(string text)
    {
        var prose = WithoutCode(text);
        var scripts = LetterScripts.Count(prose);
        if (scripts.Total < ScriptLettersMin)
        {
            return null;
        }

        return scripts.Main(ScriptShareMin) switch
        {
            null => null,
            LetterScripts.Latin => OfLatin(prose),
            var code => code,
        };
    }

    /// <summary>
    /// The script in which a text ends when it began in another one; null when it keeps to one. Both parts must be clear.
    /// </summary>
    public static (string From, string To)? ScriptChange(string text)
    {
        const int PartLettersMin = 40;
        const double Clear = 0.85;
        var prose = WithoutCode(text);
        if (LetterScripts.Count(prose).Main(0.98) is not null)
        {
            return null;
        }

        for (var tenths = 3; tenths <= 7; tenths++)
        {
            var at = prose.Length * tenths / 10;
            var first = LetterScripts.Count(prose.AsSpan(0, at));
            var last = LetterScripts.Count(prose.AsSpan(at));
            if (first.Total >= PartLettersMin && last.Total >= PartLettersMin
                && first.Main(Clear) is { } from && last.Main(Clear) is { } to && from != to)
            {
                return (from, to);
            }
        }

        return null;
    }

    /// <summary>True when a prompt speaks of languages or of translating: then another language is what was asked for.</summary>
    public static bool AreNamedIn(string prompt) =>
        Array.Exists(s_names, name => prompt.Contains(name, StringComparison.OrdinalIgnoreCase));

    private static string? OfLatin(ReadOnlySpan<char> text)
    {
        Span<int> hits = stackalloc int[LanguageWords.All.Count];
        Span<char> lower = stackalloc char[16];
        var words = 0;
        for (var start = 0; start < text.Length;)
        {
            if (!char.IsLetter(text[start]))
            {
                start++;
                continue;
            }

            var end = start + 1;
            while (end < text.Length && char.IsLetter(text[end]))
            {
                end++;
            }

            words++;
            var word = text[start..end];
            start = end;
            if (word.Length <= lower.Length && word.ToLowerInvariant(lower) is > 0 and var length
                && s_lookup.TryGetValue(lower[..length], out var mask))
            {
                for (var language = 0; language < hits.Length; language++)
                {
                    hits[language] += (mask >> language) & 1;
                }
            }
        }

        return Best(hits, words);
    }

    private static string? Best(ReadOnlySpan<int> hits, int words)
    {
        var best = 0;
        for (var language = 1; language < hits.Length; language++)
        {
            best = hits[language] > hits[best] ? language : best;
        }

        var second = 0;
        for (var language = 0; language < hits.Length; language++)
        {
            second = language == best ? second : Math.Max(second, hits[language]);
        }

        return words >= WordsMin && hits[best] >= HitsMin && hits[best] >= ShareMin * words && hits[best] >= Lead * second
            ? LanguageWords.All[best].Code
            : null;
    }

    // A long text shows its language early; the end is kept too, because drift comes late.
    private static string WithoutCode(string text)
    {
        const string Fence = "```";
        var prose = text.Length <= LongTextCharacters ? text : text[..(LongTextCharacters / 2)] + text[^(LongTextCharacters / 2)..];
        if (!prose.Contains(Fence, StringComparison.Ordinal))
        {
            return prose;
        }

        var parts = prose.Split(Fence);
        return string.Join('\n', parts.Where((_, index) => index % 2 == 0));
    }

    private static FrozenDictionary<string, int> Masks()
    {
        var masks = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var language = 0; language < LanguageWords.All.Count; language++)
        {
            foreach (var word in LanguageWords.All[language].Words)
            {
                masks[word] = masks.GetValueOrDefault(word) | (1 << language);
            }
        }

        return masks.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
