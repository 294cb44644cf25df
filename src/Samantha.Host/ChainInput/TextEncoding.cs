using System.Text;
using Samantha.Chains.ChainFiles;

namespace Samantha.Host.ChainInput;

/// <summary>
/// The encodings of text files by their names in chain files and options, and the reading of bytes in one of them. A byte order
/// mark wins over what was declared. Nothing is replaced silently in UTF-8: invalid bytes are an error with their place.
/// </summary>
internal static class TextEncoding
{
    public const string Allowed = "utf-8, utf-16, utf-16le, utf-16be or latin-1";

    private const int Windows1252 = 1252;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly UnicodeEncoding Utf16Le = new(bigEndian: false, byteOrderMark: false);

    private static readonly UnicodeEncoding Utf16Be = new(bigEndian: true, byteOrderMark: false);

    /// <summary>The encoding of a name; null when the name is none.</summary>
    public static TextFileEncoding? Find(string name) => name.Trim().ToUpperInvariant().Replace('_', '-') switch
    {
        "AUTO" => TextFileEncoding.Auto,
        "UTF-8" or "UTF8" => TextFileEncoding.Utf8,
        "UTF-16" or "UTF16" or "UTF-16LE" or "UTF-16-LE" => TextFileEncoding.Utf16LittleEndian,
        "UTF-16BE" or "UTF-16-BE" => TextFileEncoding.Utf16BigEndian,
        "LATIN-1" or "LATIN1" or "ISO-8859-1" or "WINDOWS-1252" or "CP1252" => TextFileEncoding.Latin1,
        _ => null,
    };

    /// <exception cref="DecoderFallbackException">Not UTF-8, and nothing else was declared.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, TextFileEncoding declared)
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
            : Of(declared).GetString(bytes);
    }

    private static Encoding Of(TextFileEncoding declared) => declared switch
    {
        TextFileEncoding.Utf16LittleEndian => Utf16Le,
        TextFileEncoding.Utf16BigEndian => Utf16Be,
        TextFileEncoding.Latin1 => CodePagesEncodingProvider.Instance.GetEncoding(Windows1252)!,
        _ => Utf8,
    };
}
