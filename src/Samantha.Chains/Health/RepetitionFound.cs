namespace Samantha.Chains.Health;

/// <summary>A response that only repeats itself from some place on.</summary>
/// <param name="EndCharacters">How much of the text was read when it became certain; what comes after adds nothing.</param>
/// <param name="Words">How many words in a row were repetition then.</param>
/// <param name="Evidence">The last words before that place.</param>
public sealed record RepetitionFound(int EndCharacters, int Words, string Evidence);
