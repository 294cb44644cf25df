using System.Collections.Immutable;
using System.Text;
using Samantha.Actors.Storage;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Library;

/// <summary>
/// The chain library over two folders. Writes only below the own folder and below paths that a person named; the examples stay
/// as they are.
/// </summary>
public sealed class FolderChainLibrary : IChainLibrary
{
    /// <summary>A name that is taken gets a number; more copies than this are a mistake.</summary>
    private const int NumberMax = 1_000;

    /// <summary>What a chain's data folder may have to be copied with it without being asked for.</summary>
    private const int CopiedFilesMax = 200;

    private const long CopiedBytesMax = 50 * MebiBytes;

    private const long MebiBytes = 1024 * 1024;

    private static readonly string[] s_endings = [".conf", ".txt"];

    public FolderChainLibrary(string examplesFolder, string ownFolder)
    {
        ExamplesFolder = Path.GetFullPath(examplesFolder);
        OwnFolder = Path.GetFullPath(ownFolder);
    }

    public string ExamplesFolder { get; }

    public string OwnFolder { get; }

    public ImmutableArray<ChainFileEntry> List() =>
        [.. Files(OwnFolder, isExample: false).Concat(Files(ExamplesFolder, isExample: true)).Take(ChainLimits.FilesMax)];

    public string ReadText(string path) => Guarded(path, "read", () =>
    {
        var file = new FileInfo(path);
        if (file.Length > ChainLimits.FileBytesMax)
        {
            throw new LibraryException(
                $"{path} has {file.Length / MebiBytes} MiB; a chain file may have {ChainLimits.FileBytesMax / MebiBytes} MiB.");
        }

        return TextOf(path, File.ReadAllBytes(path));
    });

    public void Save(string path, string text) => Guarded(path, "written", () =>
    {
        RefuseExample(path);
        PrivateFolder.Create(Path.GetDirectoryName(Path.GetFullPath(path))!);
        AtomicFile.Write(path, text);
        return true;
    });

    public string Duplicate(string path) => Guarded(path, "copied", () =>
    {
        string text = ReadText(path);
        string copy = FreePath(Path.GetFileNameWithoutExtension(path), Path.GetExtension(path));
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        foreach (string name in NamedThings.In(text, path))
        {
            CopyBeside(Path.GetFullPath(name, folder), Path.GetFullPath(name, OwnFolder), folder);
        }

        Save(copy, text);
        return copy;
    });

    public string NewPath(string name) => FreePath(ChainFileNames.FileNameOf(name), ".conf");

    public void Delete(string path) => Guarded(path, "deleted", () =>
    {
        RefuseExample(path);
        File.Delete(path);
        return true;
    });

    private static IEnumerable<ChainFileEntry> Files(string folder, bool isExample)
    {
        if (!Directory.Exists(folder))
        {
            return [];
        }

        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFiles()
                .Where(file => s_endings.Contains(file.Extension, StringComparer.OrdinalIgnoreCase) && file.Name[0] != '.')
                .Select(file => new ChainFileEntry(file.FullName, file.Name, isExample, file.LastWriteTimeUtc, file.Length))
                .OrderBy(entry => entry.FileName, StringComparer.OrdinalIgnoreCase)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LibraryException($"The folder {folder} cannot be listed: {e.Message}", e);
        }
    }

    private static string TextOf(string path, byte[] bytes)
    {
        try
        {
            using var reader = new StreamReader(
                new MemoryStream(bytes), new UTF8Encoding(false, throwOnInvalidBytes: true),
                detectEncodingFromByteOrderMarks: true);
            return reader.ReadToEnd();
        }
        catch (DecoderFallbackException e)
        {
            throw new LibraryException($"{path} is not UTF-8 text (byte {e.Index + 1}); save it as UTF-8.", e);
        }
    }

    private static void CopyBeside(string from, string to, string fromFolder)
    {
        bool leadsOut = Path.GetRelativePath(fromFolder, from).StartsWith("..", StringComparison.Ordinal);
        if (leadsOut || Path.Exists(to))
        {
            return;
        }

        if (File.Exists(from))
        {
            PrivateFolder.Create(Path.GetDirectoryName(to)!);
            File.Copy(from, to);
        }
        else if (Directory.Exists(from))
        {
            CopyFolder(from, to);
        }
    }

    private static void CopyFolder(string from, string to)
    {
        FileInfo[] files = [.. new DirectoryInfo(from).EnumerateFiles("*", new EnumerationOptions
        {
            RecurseSubdirectories = true, MaxRecursionDepth = 8, AttributesToSkip = FileAttributes.ReparsePoint,
        }).Take(CopiedFilesMax + 1)];
        if (files.Length > CopiedFilesMax || files.Sum(file => file.Length) > CopiedBytesMax)
        {
            throw new LibraryException(
                $"The chain uses the folder {from}, which is too large to be copied along. "
                + "Name it by its full path in the chain.");
        }

        PrivateFolder.Create(to);
        foreach (FileInfo file in files)
        {
            string target = Path.Combine(to, Path.GetRelativePath(from, file.FullName));
            PrivateFolder.Create(Path.GetDirectoryName(target)!);
            file.CopyTo(target);
        }
    }

    private string FreePath(string name, string ending)
    {
        for (int number = 1; number <= NumberMax; number++)
        {
            string path = Path.Combine(OwnFolder, (number == 1 ? name : $"{name}-{number}") + ending);
            if (!Path.Exists(path))
            {
                return path;
            }
        }

        throw new LibraryException($"There are {NumberMax} files named {name} in {OwnFolder} already; choose another name.");
    }

    private void RefuseExample(string path)
    {
        if (Path.GetFullPath(path).StartsWith(ExamplesFolder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new LibraryException(
                $"{Path.GetFileName(path)} is an example that comes with the program; duplicate it first.");
        }
    }

    private static T Guarded<T>(string path, string verb, Func<T> act)
    {
        try
        {
            return act();
        }
        catch (FileNotFoundException e)
        {
            throw new LibraryException($"There is no file {path} any more.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LibraryException($"{path} cannot be {verb}: {e.Message}", e);
        }
    }
}
