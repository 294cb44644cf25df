using System.Buffers.Binary;

namespace Samantha.Exports.Pages;

/// <summary>
/// What kind of picture some bytes are, by the bytes themselves, and its size in pixels where that is easily told (0 = not
/// known). SVG goes by name and its first sign: in an img element it can neither run nor load anything.
/// </summary>
internal sealed record PictureType(string MediaType, long Width, long Height)
{
    private const int PngHeaderBytes = 24;
    private const int GifHeaderBytes = 10;

    public static PictureType? Of(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.Length >= PngHeaderBytes && IsPng(bytes))
        {
            return new PictureType("image/png", BinaryPrimitives.ReadUInt32BigEndian(bytes[16..]),
                BinaryPrimitives.ReadUInt32BigEndian(bytes[20..]));
        }

        if (bytes.Length >= GifHeaderBytes && (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8)))
        {
            return new PictureType("image/gif", BinaryPrimitives.ReadUInt16LittleEndian(bytes[6..]),
                BinaryPrimitives.ReadUInt16LittleEndian(bytes[8..]));
        }

        if (bytes.Length > 3 && bytes[0] == 0xFF && bytes[1] == 0xD8 && bytes[2] == 0xFF)
        {
            return new PictureType("image/jpeg", 0, 0);
        }

        if (bytes.Length > 12 && bytes.StartsWith("RIFF"u8) && bytes[8..].StartsWith("WEBP"u8))
        {
            return new PictureType("image/webp", 0, 0);
        }

        return name.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) && IsMarkup(bytes)
            ? new PictureType("image/svg+xml", 0, 0)
            : null;
    }

    private static bool IsPng(ReadOnlySpan<byte> bytes) =>
        bytes[0] == 0x89 && bytes[1..].StartsWith("PNG\r\n"u8) && bytes[6] == 0x1A && bytes[7] == (byte)'\n';

    private static bool IsMarkup(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.StartsWith("\uFEFF"u8) ? bytes[3..] : bytes;
        return text.TrimStart(" \t\r\n"u8).StartsWith("<"u8);
    }
}
