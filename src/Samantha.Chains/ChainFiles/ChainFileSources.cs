namespace Samantha.Chains.ChainFiles;

/// <summary>
/// How a chain file reaches what it names, all relative to the chain file: text files, PDF files (with or without keeping the
/// layout of the page) and folders. Reading a chain touches no disk but through these.
/// </summary>
public sealed record ChainFileSources(
    Func<string, TextFileEncoding, FileText> ReadText,
    Func<string, bool, PdfPages>? ReadPdf = null,
    Func<string, ResolvedFolder>? ResolveFolder = null)
{
    /// <summary>Plain text files only.</summary>
    public static ChainFileSources TextOnly(Func<string, FileText> readFile) => new((name, encoding) =>
        encoding == TextFileEncoding.Auto
            ? readFile(name)
            : FileText.Failed(name, "Its encoding cannot be declared here. Save it as UTF-8."));
}
