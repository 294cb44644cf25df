using System.Text;
using Samantha.Chains.ChainFiles;
using Samantha.Host.Terminal;

namespace Samantha.Host.ChainInput;

/// <summary>
/// Reads the text files that a chain or an option names: bounded, in the encoding that their byte order mark or the user says
/// (else UTF-8), with the reason in words when it cannot. A lone '-' is standard input.
/// </summary>
internal static class TextFiles
{
    /// <summary>
    /// A prompt of 10 MB is accepted and then meets the context window by name; beyond this it is a wrong file.
    /// </summary>
    public const int FileBytesMax = 48 * 1024 * 1024;

    /// <param name="path">A file, or - for standard input.</param>
    /// <param name="declared">The encoding that the user says it has.</param>
    public static FileText Read(string path, TextFileEncoding declared = TextFileEncoding.Auto)
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
                : FileText.Ok(source, TextEncoding.Decode(bytes, declared));
        }
        catch (DecoderFallbackException e)
        {
            return FileText.Failed(
                source,
                $"it is not UTF-8 text (byte {Amounts.Count(e.Index + 1)} does not fit); save it as UTF-8, or say what it is: "
                + "--encoding latin-1 for a file of an older Windows program, encoding = latin-1 beside it in a chain file");
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

    public static FileText ReadOrFail(string path, TextFileEncoding declared = TextFileEncoding.Auto)
    {
        FileText file = Read(path, declared);
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
}
