using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Samantha.Chains.Evidence;

/// <summary>Bytes of tokens as text for people. Pure.</summary>
public static class TokenBytes
{
    private static readonly UTF8Encoding s_strict = new(false, throwOnInvalidBytes: true);

    /// <summary>
    /// One line without control characters: a piece of a character as its bytes (<c>‹e2 96›</c>), line ends and tabs as marks.
    /// </summary>
    public static string Text(ImmutableArray<byte> bytes)
    {
        if (bytes.IsDefaultOrEmpty)
        {
            return "‹›";
        }

        string text;
        try
        {
            text = s_strict.GetString(bytes.AsSpan());
        }
        catch (ArgumentException)
        {
            return Hex(bytes);
        }

        var visible = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            visible.Append(rune.Value switch
            {
                '\n' => "⏎",
                '\r' => "␍",
                '\t' => "⇥",
                _ => Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format
                    ? Hex(Encoding.UTF8.GetBytes(rune.ToString()))
                    : rune.ToString(),
            });
        }

        return visible.ToString();
    }

    private static string Hex(IEnumerable<byte> bytes) =>
        "‹" + string.Join(' ', bytes.Select(value => value.ToString("x2", CultureInfo.InvariantCulture))) + "›";
}
