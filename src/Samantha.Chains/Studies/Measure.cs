using System.Collections.Immutable;

namespace Samantha.Chains.Studies;

/// <summary>One of the measures of a response: how it is called, what it says, how it is read.</summary>
public sealed record Measure(string Name, string Meaning, Func<ResponseMeasures, double?> Get)
{
    public static ImmutableArray<Measure> All { get; } =
    [
        new("words", "words in a response", measures => measures.Words),
        new("tokens", "tokens in a response", measures => measures.Tokens),
        new("distinct-1", "different words, as a share of all words", measures => measures.Distinct1),
        new("distinct-2", "different pairs of neighbouring words, as a share of all pairs", measures => measures.Distinct2),
        new("distinct-3", "different sequences of three words, as a share of all of them", measures => measures.Distinct3),
        new("repetition", "sequences of four words that the response had had before, as a share", measures => measures.Repetition),
        new("entropy", "mean entropy of the model's distribution, in bits", measures => measures.EntropyBits),
    ];
}
