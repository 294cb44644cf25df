using System.Globalization;
using System.Text;
using Samantha.Chains.Text;

namespace Samantha.Exports.Pages;

/// <summary>
/// Turns text from outside into HTML that shows it: markup is escaped, and what cannot be seen or would reorder other text
/// becomes a visible picture. Every text of a page goes through here, or through the Markdown renderer that ends here.
/// </summary>
internal static class HtmlText
{
    /// <summary>For element content and for attribute values in double quotes.</summary>
    public static string Escape(string? text) => EscapeMarkup(TerminalSanitizer.Sanitize(text ?? ""));

    /// <summary>The same for a piece of a text that was sanitised as a whole: a piece may begin with a mark of the one before.
    /// </summary>
    public static string EscapeMarkup(string safe)
    {
        var html = new StringBuilder(safe.Length + 16);
        foreach (var c in safe)
        {
            _ = c switch
            {
                '&' => html.Append("&amp;"),
                '<' => html.Append("&lt;"),
                '>' => html.Append("&gt;"),
                '"' => html.Append("&quot;"),
                '\'' => html.Append("&#39;"),
                _ => html.Append(c),
            };
        }

        return html.ToString();
    }

    /// <summary>
    /// Makes visible what came into a piece of HTML behind the sanitiser's back: character references of Markdown can stand for
    /// any character.
    /// </summary>
    public static string ShowHidden(string html)
    {
        var shown = new StringBuilder(html.Length);
        foreach (var rune in html.EnumerateRunes())
        {
            if (TerminalSanitizer.IsForbidden(rune))
            {
                shown.Append(CultureInfo.InvariantCulture, $"&lt;U+{rune.Value:X4}&gt;");
            }
            else
            {
                shown.Append(rune.ToString());
            }
        }

        return shown.ToString();
    }
}
