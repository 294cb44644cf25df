using System.Text.Json;

namespace Samantha.Actors.Storage;

/// <summary>
/// The exclusive right to run one session: an operating-system lock on the file <c>lock</c> in the session's folder.
/// The system releases it when the process ends, however it ends. It never judges by process id or file age.
/// </summary>
/// <remarks>The holder's name is in a file of its own, because a locked file cannot be read by others on every
/// platform.</remarks>
public sealed class SessionLock : IDisposable
{
    public const string FileName = "lock";
    public const string OwnerFileName = "owner.json";

    // A list of sessions tests each lock for some microseconds; a real holder keeps it. So try again for a moment.
    private const int AcquireAttemptsMax = 25;
    private const int AcquirePauseMs = 10;

    private readonly FileStream stream;
    private readonly string ownerFile;

    private SessionLock(FileStream stream, string ownerFile)
    {
        this.stream = stream;
        this.ownerFile = ownerFile;
    }

    /// <exception cref="SessionInUseException">Another process (or another holder in this one) has the session.</exception>
    public static SessionLock Acquire(string sessionFolder, TimeProvider time)
    {
        string lockFile = Path.Combine(sessionFolder, FileName);
        string ownerFile = Path.Combine(sessionFolder, OwnerFileName);
        FileStream? stream = TryOpen(lockFile, FileMode.OpenOrCreate);
        for (int attempt = 1; stream is null && attempt < AcquireAttemptsMax; attempt++)
        {
            Thread.Sleep(AcquirePauseMs);
            stream = TryOpen(lockFile, FileMode.OpenOrCreate);
        }

        if (stream is null)
        {
            throw new SessionInUseException(sessionFolder, ReadOwner(sessionFolder));
        }

        try
        {
            var owner = new SessionLockOwner(Environment.ProcessId, time.GetUtcNow());
            AtomicFile.Write(ownerFile, JsonSerializer.Serialize(owner));
            return new SessionLock(stream, ownerFile);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Whether some process runs the session now. A folder without a lock file is not held.</summary>
    public static bool IsHeld(string sessionFolder)
    {
        string lockFile = Path.Combine(sessionFolder, FileName);
        try
        {
            using FileStream? stream = TryOpen(lockFile, FileMode.Open);
            return stream is null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (UnauthorizedAccessException)
        {
            // A lock that may only be read: readers of a read-only copy. Nobody can hold it for writing there.
            return false;
        }
        catch (IOException e) when (DiskErrors.IsReadOnlyFileSystem(e))
        {
            return false;
        }
    }

    /// <summary>The current or, when the lock is free, the last holder; null when unknown.</summary>
    public static SessionLockOwner? ReadOwner(string sessionFolder)
    {
        try
        {
            using JsonDocument owner = JsonDocument.Parse(File.ReadAllText(Path.Combine(sessionFolder, OwnerFileName)));
            return new SessionLockOwner(
                owner.RootElement.GetProperty(nameof(SessionLockOwner.ProcessId)).GetInt32(),
                owner.RootElement.GetProperty(nameof(SessionLockOwner.SinceUtc)).GetDateTimeOffset());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException
            or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(ownerFile);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Only a label; the lock is what counts.
        }

        stream.Dispose();
    }

    /// <summary>Null when another holder has it.</summary>
    private static FileStream? TryOpen(string path, FileMode mode)
    {
        try
        {
            return new FileStream(path, mode, FileAccess.ReadWrite, FileShare.None, bufferSize: 0);
        }
        catch (IOException e) when (IsHeldElsewhere(e))
        {
            return null;
        }
    }

    private static bool IsHeldElsewhere(IOException e) =>
        OperatingSystem.IsWindows()
            ? e.HResult is unchecked((int)0x80070020) or unchecked((int)0x80070021) // sharing violation, lock violation
            : e is not (FileNotFoundException or DirectoryNotFoundException)
                && e.HResult == (OperatingSystem.IsLinux() ? 11 : 35); // EWOULDBLOCK
}
