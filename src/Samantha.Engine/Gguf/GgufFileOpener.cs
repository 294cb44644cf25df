using System.Buffers.Binary;
using System.Text;

namespace Samantha.Engine.Gguf;

/// <summary>
/// Opens a file and tells from its first bytes whether it is a GGUF at all; each way of not being one has its own message.
/// </summary>
internal static class GgufFileOpener
{
    private const int MagicBytes = 4;
    private const int SampleBytes = 512;
    private const int VersionMin = 2;
    private const int VersionMax = 3;

    public static FileStream Open(string path, out long length)
    {
        if (Directory.Exists(path))
        {
            throw new GgufException(GgufProblem.IsDirectory, $"{path}: this is a folder; name a .gguf file in it");
        }

        try
        {
            // The length comes before the opening: opening a named pipe would wait for ever, and those have length 0.
            FileInfo file = LinkedFile.Of(path);
            length = file.Exists ? file.Length : throw Missing(path);
            if (length == 0)
            {
                throw new GgufException(GgufProblem.Empty, $"{path}: the file is empty; fetch it again");
            }

            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw Missing(path);
        }
        catch (UnauthorizedAccessException error)
        {
            throw new GgufException(GgufProblem.NoPermission, $"{path}: no permission to read the file", error);
        }
        catch (Exception error) when (error is IOException or ArgumentException or NotSupportedException)
        {
            throw new GgufException(GgufProblem.ReadFailed, $"{path}: the file cannot be opened: {error.Message}", error);
        }
    }

    /// <summary>Reads magic and version; leaves the source behind them.</summary>
    public static int CheckedVersion(GgufSource source, Stream stream)
    {
        byte[] sample = new byte[(int)Math.Min(SampleBytes, source.Length)];
        int count = stream.ReadAtLeast(sample, sample.Length, throwOnEndOfStream: false);
        stream.Seek(0, SeekOrigin.Begin);
        CheckMagic(source, sample.AsSpan(0, count));
        source.Skip(MagicBytes);
        uint version = source.ReadUInt32();
        if (version is >= VersionMin and <= VersionMax)
        {
            return (int)version;
        }

        uint swapped = BinaryPrimitives.ReverseEndianness(version);
        if (swapped is >= 1 and <= ushort.MaxValue)
        {
            throw source.Problem(
                GgufProblem.BigEndian,
                $"the file is a big-endian GGUF (version {swapped}); get the little-endian file of the model");
        }

        throw source.Problem(GgufProblem.UnsupportedVersion, version < VersionMin
           
                ? $"GGUF version {version} is too old; get a newer conversion of the model"
            : $"GGUF version {version} is unknown; versions {VersionMin} and {VersionMax} can be read");
    }

    private static GgufException Missing(string path) =>
        new(GgufProblem.Missing, $"{path}: there is no such file");

    private static void CheckMagic(GgufSource source, ReadOnlySpan<byte> sample)
    {
        ReadOnlySpan<byte> magic = "GGUF"u8;
        if (sample.StartsWith(magic))
        {
            return;
        }

        if (magic.StartsWith(sample))
        {
            throw source.Problem(
                GgufProblem.TruncatedHeader, $"only {sample.Length} bytes of the file are there; fetch it again");
        }

        if (DescribeText(sample) is string text)
        {
            throw source.Problem(GgufProblem.TextFile, text);
        }

        string kind = DescribeBinary(sample);
        string start = Convert.ToHexString(sample[..Math.Min(MagicBytes, sample.Length)]);
        throw source.Problem(
            GgufProblem.WrongMagic, $"this is no GGUF file{kind} (it begins with the bytes {start}, not with GGUF)");
    }

    private static string? DescribeText(ReadOnlySpan<byte> sample)
    {
        foreach (byte value in sample)
        {
            if (value is < 0x20 and not ((byte)'\n' or (byte)'\r' or (byte)'\t' or 0x0C) or 0x7F)
            {
                return null;
            }
        }

        if (!System.Text.Unicode.Utf8.IsValid(sample[..CompleteLength(sample)]))
        {
            return null;
        }

        string text = Encoding.UTF8.GetString(sample).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return text switch
        {
            _ when text.StartsWith("version https://git-lfs", StringComparison.Ordinal) =>
                "this is a Git LFS pointer, not the model; fetch the real file (git lfs pull, or the download link of the page)",
            _ when text.StartsWith('<') =>
                "this is a web page (HTML or XML), not a model; probably a page was saved in place of the file behind it",
            _ when text.StartsWith('{') || text.StartsWith('[') =>
                "this is JSON text, not a model",
            _ => "this is a text file, not a model",
        };
    }

    /// <summary>Length without a UTF-8 sequence that the end of the sample cuts.</summary>
    private static int CompleteLength(ReadOnlySpan<byte> sample)
    {
        int lead = sample.Length - 1;
        while (lead > 0 && lead > sample.Length - 4 && (sample[lead] & 0xC0) == 0x80)
        {
            lead--;
        }

        return lead >= 0 && sample[lead] >= 0xC0 ? lead : sample.Length;
    }

    private static string DescribeBinary(ReadOnlySpan<byte> sample)
    {
        const int SafetensorsHeaderStart = 8;
        if (sample.StartsWith("PK\x03\x04"u8))
        {
            return ", but a ZIP archive or a PyTorch file";
        }

        if (sample.Length > SafetensorsHeaderStart && sample[SafetensorsHeaderStart] == (byte)'{')
        {
            return ", but probably a safetensors file, which has to be converted";
        }

        // The old formats wrote their letters as a little-endian number: they appear backwards.
        bool isOld = sample.StartsWith("lmgg"u8) || sample.StartsWith("fmgg"u8) || sample.StartsWith("tjgg"u8)
            || sample.StartsWith("algg"u8);
        return isOld ? ", but an old GGML file of 2023, which llama.cpp no longer reads" : "";
    }
}
