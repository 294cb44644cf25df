using Samantha.Engine.Protocol;

namespace Samantha.Actors.Steps;

/// <summary>
/// Shortens a response to the token with which it had said everything. Where that is follows from its text alone, however many
/// tokens came before the engine heard of it; so the same response is cut at the same token every time. Pure.
/// </summary>
internal static class ResponseCut
{
    /// <param name="result">The response; with <see cref="GenerationResult.TextEnds"/> the cut is exact.</param>
    /// <param name="characters">How much of the text is to stay at least.</param>
    /// <param name="tokensThen">The tokens that had come when so much text was there, for an engine that tells no ends.</param>
    public static GenerationResult At(GenerationResult result, int characters, int tokensThen)
    {
        if (result.TextEnds.IsDefaultOrEmpty || result.TextEnds.Length != result.TokenIds.Length)
        {
            // Never between the halves of a pair.
            int end = characters > 0 && characters < result.Text.Length && char.IsHighSurrogate(result.Text[characters - 1])
                ? characters + 1
                : characters;
            return end >= result.Text.Length ? result : result with
            {
                Text = result.Text[..end],
                TokenIds = [],
                ResponseTokens = Math.Min(result.ResponseTokens, tokensThen),
            };
        }

        for (int token = 0; token < result.TextEnds.Length; token++)
        {
            if (result.TextEnds[token] >= characters)
            {
                return result with
                {
                    Text = result.Text[..result.TextEnds[token]],
                    TokenIds = result.TokenIds[..(token + 1)],
                    TextEnds = result.TextEnds[..(token + 1)],
                    ResponseTokens = token + 1,
                };
            }
        }

        return result;
    }
}
