using System.Text;

namespace Samantha.Chains.Health;

/// <summary>
/// Two models that have nothing left to say thank each other for ever. Tells whether a response is that and nothing else, in
/// English, Portuguese and Spanish.
/// </summary>
internal static class Courtesy
{
    private const int WordsMax = 60;

    /// <summary>Without accents, as <see cref="Plain"/> leaves them.</summary>
    private static readonly string[] s_phrases =
    [
        "thank you", "thanks", "you re welcome", "you are welcome", "very welcome", "my pleasure", "goodbye", "good bye", "farewell", "take care",
        "have a great", "have a wonderful", "have a good", "have a lovely", "have a nice", "see you", "glad to help",
        "glad i could help", "happy to help", "great talking", "nice talking", "lovely talking", "pleasure talking", "all the best",
        "best wishes", "same to you", "you too", "likewise", "until next time", "wishing you", "wish you", "so kind",
        "anytime", "any time", "bye", "no problem", "the pleasure", "i appreciate", "much appreciated", "cheers",
        "obrigad", "muito obrigad", "de nada", "por nada", "disponha", "ate logo", "ate mais", "ate breve", "ate a proxima", "tchau",
        "adeus", "bom dia", "boa noite", "boa tarde", "tenha um", "tenha uma", "tudo de bom", "igualmente", "foi um prazer",
        "o prazer e meu", "o prazer foi meu", "agradeco", "fico feliz em ajudar", "fico feliz por", "sempre as ordens", "as ordens",
        "um abraco", "desejo", "se cuide", "cuide se",
        "gracias", "hasta luego", "hasta pronto", "adios", "buen dia", "buenas noches", "que tengas", "un placer", "igualmente",
    ];

    public static bool IsAll(string text, List<Word> words)
    {
        if (words.Count is 0 or > WordsMax)
        {
            return false;
        }

        var courteous = 0;
        var sentences = 0;
        foreach (var sentence in Plain(text).Split(['.', '!', '?', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            var padded = " " + string.Join(' ', sentence.Split(' ', StringSplitOptions.RemoveEmptyEntries)) + " ";
            if (padded.Length > 2)
            {
                sentences++;
                courteous += Array.Exists(s_phrases, phrase => padded.Contains(" " + phrase, StringComparison.Ordinal)) ? 1 : 0;
            }
        }

        return sentences > 0 && courteous == sentences;
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            plain.Append(char.IsLetterOrDigit(sign) || sign is '.' or '!' or '?' or '\n'
                ? WithoutAccent(char.ToLowerInvariant(sign))
                : ' ');
        }

        return plain.ToString();
    }

    // By hand: this program runs without the tables of a machine's languages.
    private static char WithoutAccent(char sign) => sign switch
    {
        >= '\u00E0' and <= '\u00E5' => 'a',
        '\u00E7' => 'c',
        >= '\u00E8' and <= '\u00EB' => 'e',
        >= '\u00EC' and <= '\u00EF' => 'i',
        '\u00F1' => 'n',
        >= '\u00F2' and <= '\u00F6' => 'o',
        >= '\u00F9' and <= '\u00FC' => 'u',
        _ => sign,
    };
}
