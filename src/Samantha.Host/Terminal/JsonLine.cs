using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Samantha.Host.Terminal;

/// <summary>
/// Writes one JSON object per line. What could drive a terminal (controls, direction marks and the like) is escaped, which
/// changes nothing for whoever parses the line; other characters stay readable.
/// </summary>
internal static class JsonLine
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(TextWriter output, Action<Utf8JsonWriter> members)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Options))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        WriteSafe(output, Encoding.UTF8.GetString(buffer.WrittenSpan));
    }

    /// <summary>A line that is JSON already.</summary>
    public static void WriteSafe(TextWriter output, string json)
    {
        int safe = 0;
        for (int i = 0; i < json.Length; i++)
        {
            if (!MustEscape(json[i]))
            {
                continue;
            }

            output.Write(json.AsSpan(safe, i - safe));
            output.Write($"\\u{(int)json[i]:x4}");
            safe = i + 1;
        }

        output.WriteLine(json.AsSpan(safe));
    }

    // Surrogates are escaped as well: the tags block lies among them, and halves must not reach an encoder.
    private static bool MustEscape(char c) => c >= 0x7F && (char.IsSurrogate(c) || CharUnicodeInfo.GetUnicodeCategory(c)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);
}
