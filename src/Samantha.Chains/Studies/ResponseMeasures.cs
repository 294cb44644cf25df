using Samantha.Chains.Health;

namespace Samantha.Chains.Studies;

/// <summary>
/// What can be measured in one response. Words are compared without regard to case; signs between them do not count.
/// </summary>
/// <param name="Words">How many words it has.</param>
/// <param name="Tokens">How many tokens it has.</param>
/// <param name="Distinct1">Different words as a share of all words; null without a word.</param>
/// <param name="Distinct2">The same of pairs of neighbouring words; null with fewer than two words.</param>
/// <param name="Distinct3">The same of three words in a row.</param>
/// <param name="Repetition">
/// The share of the sequences of four words that the response had already had before; null with fewer than four words.
/// </param>
/// <param name="EntropyBits">The mean entropy of the model's own distribution at its tokens; null without evidence.</param>
public sealed record ResponseMeasures(
    int Words, int Tokens, double? Distinct1, double? Distinct2, double? Distinct3, double? Repetition, double? EntropyBits)
{
    private const int RepeatedWords = 4;

    public static ResponseMeasures Of(string text, int tokens, double? entropyBits = null)
    {
        var words = WordReader.All(text);
        return new ResponseMeasures(
            words.Count, tokens, Distinct(words, 1), Distinct(words, 2), Distinct(words, 3), 1 - Distinct(words, RepeatedWords),
            entropyBits);
    }

    private static double? Distinct(List<Word> words, int length)
    {
        var sequences = words.Count - length + 1;
        if (sequences < 1)
        {
            return null;
        }

        var seen = new HashSet<ulong>();
        for (var start = 0; start < sequences; start++)
        {
            var hash = WordSigns.EmptyHash;
            for (var at = start; at < start + length; at++)
            {
                hash = WordSigns.Join(hash, words[at].Hash);
            }

            seen.Add(hash);
        }

        return (double)seen.Count / sequences;
    }
}
