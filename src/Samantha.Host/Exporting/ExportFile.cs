using System.Text;

namespace Samantha.Host.Exporting;

/// <summary>
/// Writes an export to a file so that there is either the whole of it or nothing: beside its place first, then renamed. Without
/// being told to, it replaces nothing, not even what appears while it writes.
/// </summary>
internal static class ExportFile
{
    private const int BufferBytes = 128 * 1024;

    /// <exception cref="CommandFailure">The file exists and may not be replaced, or cannot be written.</exception>
    public static T Write<T>(string path, bool replace, Func<TextWriter, T> write)
    {
        string target = Path.GetFullPath(path);
        RequireFree(target, replace);
        string temporary = $"{target}.{Environment.ProcessId}.tmp";
        try
        {
            T result;
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None, BufferBytes))
            using (var writer = new StreamWriter(stream, new UTF8Encoding(false), BufferBytes / 2) { NewLine = "\n" })
            {
                result = write(writer);
                writer.Flush();
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, target, overwrite: replace);
            return result;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException
            && e is not Samantha.Actors.Journal.JournalException)
        {
            TryDelete(temporary);
            RequireFree(target, replace);
            throw new CommandFailure(ExitCodes.Storage, $"{path} cannot be written: {e.Message}", inner: e);
        }
        catch
        {
            TryDelete(temporary);
            throw;
        }
    }

    private static void RequireFree(string target, bool replace)
    {
        if (Directory.Exists(target))
        {
            throw CommandFailure.BadInput($"{target} is a folder", "Name a file with -o FILE.");
        }

        if (!replace && File.Exists(target))
        {
            throw CommandFailure.BadInput($"{target} exists already",
                "Name another file with -o FILE, or replace it with --force.");
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The first error is the one to report.
        }
    }
}
