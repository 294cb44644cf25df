using System.Text;

namespace Samantha.Host.ChainInput;

/// <summary>
/// The encodings of text files by their names in chain files and options, and the reading of bytes in one of them. A byte order
/// mark wins over what was declared. Nothing is replaced silently in UTF-8: invalid bytes are an error with their place.
/// </summary>
internal static class TextEncoding
{
    public const string Allowed = "utf-8, utf-16, utf-16le, utf-16be or latin-1";

    /// <summary>What Windows programs have always written where they say Latin-1: it has the euro sign and curly quotes.</summary>
    private const int Windows1252 = 1252;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly UnicodeEncoding Utf16Le = new(bigEndian: false, byteOrderMark: false);

    private static readonly UnicodeEncoding Utf16Be = new(bigEndian: true, byteOrderMark: false);

    /// <summary>The encoding of a name; null when the name is none.</summary>
    public static Encoding? Find(string name) => name.Trim().ToUpperInvariant().Replace('_', '-') switch
    {
        "UTF-8" or "UTF8" => Utf8,
        "UTF-16" or "UTF16" or "UTF-16LE" or "UTF-16-LE" => Utf16Le,
        "UTF-16BE" or "UTF-16-BE" => Utf16Be,
        "LATIN-1" or "LATIN1" or "ISO-8859-1" or "WINDOWS-1252" or "CP1252" =>
            CodePagesEncodingProvider.Instance.GetEncoding(Windows1252)!,
        _ => null,
    };

    /// <exception cref="DecoderFallbackException">Not UTF-8, and nothing else was declared.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, Encoding? declared)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return Utf8.GetString(bytes[3..]);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Utf16Le.GetString(bytes[2..]);
        }

        return bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            ? Utf16Be.GetString(bytes[2..])
            : (declared ?? Utf8).GetString(bytes);
    }
}
