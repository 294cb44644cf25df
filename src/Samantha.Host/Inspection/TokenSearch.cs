using System.Globalization;
using Samantha.Chains.Evidence;
using Samantha.Chains.Steering;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Host.Terminal;

namespace Samantha.Host.Inspection;

/// <summary>
/// Finds one token of a model by its id or its exact text. A text that several tokens have is refused: only an id tells them apart.
/// </summary>
internal static class TokenSearch
{
    private const int PageTokens = 10_000;
    private const int ShownMax = 8;

    /// <param name="engine">With the model's vocabulary.</param>
    /// <param name="wanted">A number is an id (also with # in front); anything else is a text, blanks and all.</param>
    /// <param name="advice">Where ids are found, for messages.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task<SteeredToken> FindAsync(EngineClient engine, string wanted, string advice, CancellationToken ct)
    {
        string number = wanted.StartsWith('#') && wanted.Length > 1 ? wanted[1..] : wanted;
        if (number.Length > 0 && number.All(char.IsAsciiDigit))
        {
            return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int id)
                && await ByIdAsync(engine, id, ct).ConfigureAwait(false) is { } found
                    ? found
                    : throw await NoSuchIdAsync(engine, number, advice, ct).ConfigureAwait(false);
        }

        List<VocabularyToken> near = await ContainingAsync(engine, wanted, ct).ConfigureAwait(false);
        VocabularyToken[] exact = [.. near.Where(token => token.Text == wanted)];
        return exact switch
        {
            [var one] => Of(one),
            [] => throw CommandFailure.BadInput($"no token of the model is exactly '{wanted}'{Similar(near, wanted)}", advice),
            _ => throw CommandFailure.BadInput(
                $"'{wanted}' is the text of {exact.Length} tokens: {Ids(exact)}; say which one by its id"),
        };
    }

    /// <summary>Null when there is no such token.</summary>
    public static async Task<SteeredToken?> ByIdAsync(EngineClient engine, int id, CancellationToken ct) =>
        (await engine.VocabularyAsync(id, 1, "", ct).ConfigureAwait(false)).Tokens is [var token] ? Of(token) : null;

    private static async Task<CommandFailure> NoSuchIdAsync(
        EngineClient engine, string number, string advice, CancellationToken ct)
    {
        VocabularyPage page = await engine.VocabularyAsync(0, 0, "", ct).ConfigureAwait(false);
        return CommandFailure.BadInput(
            $"the model has no token {number}: its vocabulary has {Amounts.Count(page.TotalTokens)} tokens, 0 to "
            + $"{(page.TotalTokens - 1).ToString(CultureInfo.InvariantCulture)}", advice);
    }

    private static async Task<List<VocabularyToken>> ContainingAsync(EngineClient engine, string text, CancellationToken ct)
    {
        List<VocabularyToken> found = [];
        VocabularyPage page;
        do
        {
            page = await engine.VocabularyAsync(found.Count, PageTokens, text, ct).ConfigureAwait(false);
            found.AddRange(page.Tokens);
        }
        while (!page.Tokens.IsEmpty && found.Count < page.MatchingTokens);
        return found;
    }

    private static string Similar(List<VocabularyToken> near, string wanted)
    {
        VocabularyToken[] similar =
            [.. near.OrderBy(token => token.Text.Length).ThenBy(token => token.Id).Take(ShownMax).Where(_ => wanted.Trim().Length > 0)];
        return similar.Length == 0 ? "" : $"; there are {Ids(similar)}";
    }

    private static string Ids(IEnumerable<VocabularyToken> tokens) =>
        string.Join(", ", tokens.Take(ShownMax).Select(token => Of(token).ToString()));

    private static SteeredToken Of(VocabularyToken token) =>
        new(token.Id, TokenBytes.Text([.. Convert.FromHexString(token.Bytes)]));
}
