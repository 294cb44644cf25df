using System.Collections.Immutable;
using System.Globalization;

namespace Samantha.Chains.Steering;

/// <summary>Token ids as journals write them: numbers with spaces between them. Pure.</summary>
public static class TokenIds
{
    public static string Write(IEnumerable<int> tokens) =>
        string.Join(' ', tokens.Select(token => token.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Empty for null and for an empty text.</summary>
    /// <exception cref="FormatException">The text is not a list of numbers.</exception>
    public static ImmutableArray<int> Read(string? text) => string.IsNullOrEmpty(text)
        ? []
        : [.. text.Split(' ').Select(token => int.Parse(token, NumberStyles.None, CultureInfo.InvariantCulture))];
}
