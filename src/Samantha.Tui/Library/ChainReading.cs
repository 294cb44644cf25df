using System.Text;
using Samantha.Chains.ChainFiles;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Library;

/// <summary>Reads chains from texts, and the files that they name from disk, relative to the chain's path.</summary>
public sealed class ChainReading(Func<string, FileText> readFile) : IChainReading
{
    /// <summary>With UTF-8 files only.</summary>
    public ChainReading()
        : this(ReadUtf8)
    {
    }

    public ChainFileResult Read(string text, string path)
    {
        if (path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
        {
            ChainDefinition chain = ChainDefinition.FromPromptText(text, Path.GetFileName(path)) with { Name = "" };
            return new ChainFileResult(chain, chain.Prompts.Diagnostics);
        }

        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        return ChainFileReader.Read(
            text, Path.GetFileName(path), name => readFile(Path.GetFullPath(name, folder)) with { Source = name });
    }

    private static FileText ReadUtf8(string path)
    {
        try
        {
            return new FileInfo(path).Length > ChainLimits.FileBytesMax
                ? FileText.Failed(path, $"it is larger than {ChainLimits.FileBytesMax / (1024 * 1024)} MiB")
                : FileText.Ok(path, File.ReadAllText(path, new UTF8Encoding(false, throwOnInvalidBytes: true)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            return FileText.Failed(path, e.Message);
        }
    }
}
