namespace Samantha.Chains.Feedback;

/// <summary>
/// Shortens a previous response that does not fit, from its oldest end. It proposes; the caller counts tokens and asks again
/// until it fits, and records how many characters went.
/// </summary>
public static class FeedbackTrim
{
    /// <summary>How far a cut may move forward to begin at a line or a word.</summary>
    private const int BoundarySearchCharacters = 200;

    /// <summary>
    /// How many tokens the messages may have so that a response has room: a quarter of the window is kept for it, or max_tokens
    /// if that is less. At least one token.
    /// </summary>
    public static int PromptTokensMax(int contextTokens, int maxTokens)
    {
        var quarter = Math.Max(1, contextTokens / 4);
        var room = maxTokens > 0 ? Math.Min(maxTokens, quarter) : quarter;
        return Math.Max(1, contextTokens - room);
    }

    /// <summary>
    /// How many characters to drop from the front of the previous response, given the counted tokens of all messages and the
    /// most they may be. Always at least one while there is text, so that asking again ends; 0 when it fits or nothing is left
    /// to drop.
    /// </summary>
    public static int CharactersToDrop(string previous, int promptTokens, int promptTokensMax, int previousTokens)
    {
        var excess = promptTokens - promptTokensMax;
        if (excess <= 0 || previous.Length == 0)
        {
            return 0;
        }

        if (excess >= previousTokens)
        {
            return previous.Length;
        }

        // Proportional, a little more than needed: counting is the expensive part.
        var estimate = (int)Math.Min(previous.Length, Math.Max(1,
            Math.Ceiling(previous.Length * 1.02 * excess / previousTokens)));
        return MoveToBoundary(previous, estimate);
    }

    private static int MoveToBoundary(string text, int cut)
    {
        var end = Math.Min(text.Length, cut + BoundarySearchCharacters);
        var newline = text.IndexOf('\n', cut, end - cut);
        var boundary = newline >= 0 ? newline : text.IndexOf(' ', cut, end - cut);
        if (boundary >= 0)
        {
            return boundary + 1;
        }

        return cut < text.Length && char.IsLowSurrogate(text[cut]) ? cut + 1 : cut;
    }
}
