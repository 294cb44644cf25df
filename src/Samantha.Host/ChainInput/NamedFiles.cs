using Samantha.Chains.ChainFiles;

namespace Samantha.Host.ChainInput;

/// <summary>What a chain file names, found and read: text files, PDF files and folders, relative to the chain file.</summary>
internal sealed class NamedFiles
{
    private readonly PdfFiles _pdf;

    public NamedFiles(PdfFiles pdf) => _pdf = pdf;

    /// <param name="folder">The chain file's own.</param>
    public ChainFileSources Below(string folder) => new(
        (name, encoding) => TextFiles.Read(Full(name, folder), encoding) with { Source = name },
        (name, keepLayout) => _pdf.Read(Full(name, folder), keepLayout) with { Source = name },
        name => Resolve(Path.TrimEndingDirectorySeparator(Full(name, folder))));

    private static ResolvedFolder Resolve(string path) => Directory.Exists(path) ? ResolvedFolder.Ok(path)
        : File.Exists(path) ? ResolvedFolder.Failed($"{path} is a file; a folder is needed.")
        : ResolvedFolder.Failed($"There is no folder {path}.");

    private static string Full(string name, string folder)
    {
        bool isBelowHome = name == "~" || name.StartsWith("~/", StringComparison.Ordinal);
        string home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        return Path.GetFullPath(isBelowHome ? home + name[1..] : name, folder);
    }
}
