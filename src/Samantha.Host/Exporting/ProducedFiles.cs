using Samantha.Actors.Sessions;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;

namespace Samantha.Host.Exporting;

/// <summary>
/// The files that programs of a session left behind, as exports read and link them. Names come from a journal that somebody may
/// have sent: they never lead out of the step's folder, neither by their parts nor over a link.
/// </summary>
internal sealed class ProducedFiles(string sessionFolder)
{
    /// <summary>Null when there is no such file, or it is no ordinary one.</summary>
    public Stream? Open(StepPosition step, ProducedFile file)
    {
        if (Find(step, file) is not { } path)
        {
            return null;
        }

        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The way from a folder to the file as a URL; null when the file is not there.</summary>
    public string? LinkFrom(string folder, StepPosition step, ProducedFile file)
    {
        if (Find(step, file) is not { } path)
        {
            return null;
        }

        string way = Path.GetRelativePath(folder, path);
        return Path.IsPathRooted(way)
            ? new Uri(path).AbsoluteUri
            : string.Join('/', way.Split(Path.DirectorySeparatorChar).Select(Encode));
    }

    // A part with a colon at the beginning of a relative address would be read as a scheme.
    private static string Encode(string part) => Uri.EscapeDataString(part);

    private string? Find(StepPosition step, ProducedFile file)
    {
        string path = SessionFiles.FolderOf(sessionFolder, step.StepId);
        if (!IsOrdinary(new DirectoryInfo(path)))
        {
            return null;
        }

        string[] parts = file.Name.Split('/');
        for (int i = 0; i < parts.Length; i++)
        {
            if (parts[i] is "" or "." or ".." || parts[i].AsSpan().IndexOfAny("\\:\0") >= 0)
            {
                return null;
            }

            path = Path.Combine(path, parts[i]);
            if (!IsOrdinary(i == parts.Length - 1 ? new FileInfo(path) : new DirectoryInfo(path)))
            {
                return null;
            }
        }

        return path;
    }

    private static bool IsOrdinary(FileSystemInfo place) =>
        place.Exists && place.LinkTarget is null && (place.Attributes & FileAttributes.Device) == 0;
}
