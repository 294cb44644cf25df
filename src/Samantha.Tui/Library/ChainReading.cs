using System.Text;
using Samantha.Chains.ChainFiles;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Library;

/// <summary>Reads chains from texts, and what they name through the sources of the chain's own folder.</summary>
/// <param name="below">How a chain file in a folder reaches what it names.</param>
public sealed class ChainReading(Func<string, ChainFileSources> below) : IChainReading
{
    /// <summary>Text files in UTF-8 and folders; no PDF files.</summary>
    public ChainReading()
        : this(Utf8Below)
    {
    }

    public ChainFileResult Read(string text, string path) => Read(text, path, below);

    public ChainFileResult Glance(string text, string path) => Read(text, path, _ => NamedThings.Assumed(_ => { }));

    private static ChainFileResult Read(string text, string path, Func<string, ChainFileSources> sources)
    {
        if (path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase))
        {
            ChainDefinition chain = ChainDefinition.FromPromptText(text, Path.GetFileName(path)) with { Name = "" };
            return new ChainFileResult(chain, chain.Prompts.Diagnostics);
        }

        return ChainFileReader.Read(text, Path.GetFileName(path), sources(Path.GetDirectoryName(Path.GetFullPath(path))!));
    }

    private static ChainFileSources Utf8Below(string folder) => new(
        (name, _) => ReadUtf8(Path.GetFullPath(name, folder)) with { Source = name },
        null,
        name => Directory.Exists(Path.GetFullPath(name, folder))
            ? ResolvedFolder.Ok(Path.GetFullPath(name, folder))
            : ResolvedFolder.Failed($"There is no folder {Path.GetFullPath(name, folder)}."));

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
