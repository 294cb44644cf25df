namespace Samantha.Exports.Pages.Responses;

/// <summary>
/// Decides which addresses of a response may be links: whole http, https and mailto addresses, written as such. Anything else
/// (other schemes, relative and scheme-relative addresses, hidden characters) is shown as text.
/// </summary>
internal static class LinkPolicy
{
    /// <summary>Longer addresses are data, not places.</summary>
    public const int CharactersMax = 2000;

    private static readonly string[] s_beginnings = ["https://", "http://", "mailto:"];

    public static bool IsAllowed(string? url)
    {
        if (url is null || url.Length > CharactersMax)
        {
            return false;
        }

        var beginning = Array.Find(s_beginnings, known => url.StartsWith(known, StringComparison.OrdinalIgnoreCase));
        return beginning is not null
            && url.Length > beginning.Length
            && url.All(static c => c > ' ' && c is not ('"' or '<' or '>' or '\\' or '`') && !char.IsControl(c)
                && !char.IsWhiteSpace(c) && char.GetUnicodeCategory(c) != System.Globalization.UnicodeCategory.Format);
    }
}
