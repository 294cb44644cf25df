using System.Globalization;

namespace Samantha.Exports.Lines;

/// <summary>
/// Writes a line of JSON so that showing it is harmless: controls, direction marks and the like are escaped, which means the same
/// to whoever parses it. It does not check that the line is JSON.
/// </summary>
internal static class SafeJsonLine
{
    public static void Write(TextWriter output, string json)
    {
        WritePart(output, json);
        output.Write('\n');
    }

    public static void WritePart(TextWriter output, string json)
    {
        var written = 0;
        for (var i = 0; i < json.Length; i++)
        {
            if (!MustEscape(json[i]))
            {
                continue;
            }

            output.Write(json.AsSpan(written, i - written));
            output.Write(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)json[i]:x4}"));
            written = i + 1;
        }

        output.Write(json.AsSpan(written));
    }

    // Surrogates too: characters that hide text lie among them, and half of a pair must not reach an encoder.
    private static bool MustEscape(char c) => c >= 0x7F && (char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
