using Samantha.Chains.Stop;

namespace Samantha.Actors.Storage;

/// <summary>
/// Measures the disk of one session: the files beside its journal one by one, the files of its code as the journal counts them
/// (there may be very many), and what is free. Disk work: not for actors that take commands.
/// </summary>
public sealed class SessionDisk(string sessionFolder)
{
    /// <param name="producedBytes">What the code of its responses left, by the journal.</param>
    /// <returns>Null when the folder cannot be read at the moment.</returns>
    public StopDisk? Measure(long producedBytes)
    {
        try
        {
            long bytes = new DirectoryInfo(sessionFolder).EnumerateFiles().Sum(LengthOf);
            return new StopDisk(bytes + producedBytes, FreeBytes());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    // The database's side files come and go.
    private static long LengthOf(FileInfo file)
    {
        try
        {
            return file.Length;
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private long? FreeBytes()
    {
        try
        {
            return new DriveInfo(sessionFolder).AvailableFreeSpace;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }
}
