using System.Text;
using Samantha.Chains.ChainFiles;

namespace Samantha.Host.ChainInput;

/// <summary>
/// Reads the text files that a chain or an option names: bounded, UTF-8 (or UTF-16 with a byte order mark), with the reason in
/// words when it cannot. A lone '-' is standard input.
/// </summary>
internal static class TextFiles
{
    /// <summary>
    /// A prompt of 10 MB is accepted and then meets the context window by name; beyond this it is a wrong file.
    /// </summary>
    public const int FileBytesMax = 48 * 1024 * 1024;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static FileText Read(string path)
    {
        string source = path == "-" ? "standard input" : path;
        try
        {
            if (path != "-" && Directory.Exists(path))
            {
                return FileText.Failed(source, "it is a folder, not a file");
            }

            using Stream stream = path == "-" ? Console.OpenStandardInput() : File.OpenRead(path);
            byte[]? bytes = ReadBounded(stream);
            return bytes is null
                ? FileText.Failed(source, $"it has more than {FileBytesMax / (1024 * 1024)} MiB")
                : FileText.Ok(source, Decode(bytes));
        }
        catch (DecoderFallbackException e)
        {
            return FileText.Failed(source, $"it is not UTF-8 text (byte {e.Index + 1:N0} does not fit); save it as UTF-8");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return FileText.Failed(source, "there is no such file");
        }
        catch (UnauthorizedAccessException)
        {
            return FileText.Failed(source, "you have no permission to read it");
        }
        catch (Exception e) when (e is IOException or ArgumentException or NotSupportedException)
        {
            return FileText.Failed(source, e.Message);
        }
    }

    public static FileText ReadOrFail(string path)
    {
        FileText file = Read(path);
        return file.Problem is null ? file : throw CommandFailure.BadInput($"{file.Source} cannot be read: {file.Problem}");
    }

    private static byte[]? ReadBounded(Stream stream)
    {
        using var all = new MemoryStream();
        byte[] buffer = new byte[64 * 1024];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            if (all.Length + read > FileBytesMax)
            {
                return null;
            }

            all.Write(buffer, 0, read);
        }

        return all.ToArray();
    }

    private static string Decode(byte[] bytes)
    {
        ReadOnlySpan<byte> span = bytes;
        if (span.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
        {
            return StrictUtf8.GetString(span[3..]);
        }

        if (span.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]))
        {
            return Encoding.Unicode.GetString(span[2..]);
        }

        return span.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])
            ? Encoding.BigEndianUnicode.GetString(span[2..])
            : StrictUtf8.GetString(span);
    }
}
