using System.Security.Cryptography;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;

namespace Samantha.Exports.Pages;

/// <summary>
/// Reads produced pictures for a page: only files that are what the journal says of them, whose first bytes are a picture's,
/// and no more of them than a browser opens with ease.
/// </summary>
internal sealed class PictureReader(ExportSource source)
{
    public const int PictureBytesMax = 8_000_000;

    /// <summary>All pictures of a page together; beyond it a page takes too long to open.</summary>
    public const long PageBytesMax = 60_000_000;

    /// <summary>A small file can unfold to a picture that takes all memory.</summary>
    public const long PixelsMax = 60_000_000;

    private static readonly string[] s_endings = [".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg"];

    private long _bytesLeft = PageBytesMax;

    public static bool LooksLikePicture(ProducedFile file) =>
        s_endings.Any(ending => file.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>The content and its type; null leaves the reason why it is not shown.</summary>
    public Picture? Read(StepPosition position, ProducedFile file, out string problem)
    {
        problem = file.Bytes > PictureBytesMax ? "too large to be shown here"
            : file.Bytes > _bytesLeft ? "not shown: this page has enough pictures"
            : "";
        if (problem.Length > 0)
        {
            return null;
        }

        using var stream = source.OpenFile(position, file);
        if (stream is null)
        {
            problem = "no longer there";
            return null;
        }

        var bytes = new byte[file.Bytes + 1];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var content = bytes.AsSpan(0, (int)Math.Min(read, file.Bytes));
        if (read != file.Bytes
            || !Convert.ToHexStringLower(SHA256.HashData(content)).Equals(file.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            problem = "changed since it was produced";
            return null;
        }

        if (PictureType.Of(content, file.Name) is not { } type || type.Width * type.Height > PixelsMax)
        {
            problem = "not a picture that can be shown";
            return null;
        }

        _bytesLeft -= file.Bytes;
        return new Picture(type, Convert.ToBase64String(content));
    }
}

/// <summary>A picture ready to be written: its type and its content as base64.</summary>
internal sealed record Picture(PictureType Type, string Base64);
