using System.Globalization;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Journal;

/// <summary>
/// Makes a damaged journal usable again: keeps the damaged file under another name and puts a journal with the valid beginning
/// in its place. Called only while the session's lock is held; never deletes a record.
/// </summary>
public static class JournalSalvage
{
    /// <summary>A finished replacement waits here while the damaged files are moved; a killed salvage is completed by the
    /// next.</summary>
    private const string ReadyFolder = "salvaged";

    private const string WorkFolder = "salvage.tmp";

    private const int BatchRecords = 256;

    private static readonly string[] Files =
        [JournalWriter.FileName, JournalWriter.FileName + "-wal", JournalWriter.FileName + "-shm"];

    /// <summary>Null when the journal was intact and nothing was done. The returned damage names what is not in the new
    /// journal.</summary>
    /// <exception cref="JournalException">Not even the beginning can be read.</exception>
    public static JournalDamage? Run(string sessionFolder, TimeProvider time)
    {
        string folder = Path.GetFullPath(sessionFolder);
        string ready = Path.Combine(folder, ReadyFolder);
        try
        {
            if (File.Exists(Path.Combine(ready, JournalWriter.FileName)))
            {
                Replace(folder, ready, time);
            }

            string work = Path.Combine(folder, WorkFolder);
            JournalDamage? damage = Rebuild(folder, work, time);
            if (damage is not null)
            {
                Directory.Move(work, ready);
                FolderSync.Flush(folder);
                Replace(folder, ready, time);
            }

            return damage;
        }
        catch (Exception e) when (e is not JournalException and (IOException or UnauthorizedAccessException))
        {
            throw JournalErrors.From(Path.Combine(folder, JournalWriter.FileName), "repair", e);
        }
    }

    /// <summary>Writes the valid beginning into a new journal in <paramref name="work"/>; null (and no journal) when all is
    /// valid.</summary>
    private static JournalDamage? Rebuild(string folder, string work, TimeProvider time)
    {
        DeleteFolder(work);
        using JournalReader reader = JournalReader.Open(folder);
        foreach (JournalRecord _ in reader.ReadFrom())
        {
            // First pass: only to learn whether there is damage, so that an intact journal is not copied.
        }

        if (reader.Damage is not { } damage)
        {
            return null;
        }

        OwnerOnly.CreateFolder(work);
        using JournalWriter writer = JournalWriter.Create(work, reader.Session, time);
        foreach (JournalRecord[] batch in reader.ReadFrom().Chunk(BatchRecords))
        {
            writer.Append(batch);
        }

        foreach (EvidenceRow[] batch in reader.ReadEvidence().Chunk(BatchRecords))
        {
            writer.Append([], evidence: batch);
        }

        if (TryReadSummary(reader) is { } summary)
        {
            writer.Append([], summary with { Status = SessionStatusText.Running });
        }

        return damage;
    }

    private static void Replace(string folder, string ready, TimeProvider time)
    {
        string stamp = time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmmss-fff", CultureInfo.InvariantCulture);
        string kept = Path.Combine(folder, $"damaged-{stamp}");
        OwnerOnly.CreateFolder(kept);
        foreach (string file in Files.Where(file => File.Exists(Path.Combine(folder, file))))
        {
            File.Move(Path.Combine(folder, file), Path.Combine(kept, file));
        }

        FolderSync.Flush(kept);
        File.Move(Path.Combine(ready, JournalWriter.FileName), Path.Combine(folder, JournalWriter.FileName));
        FolderSync.Flush(folder);
        DeleteFolder(ready);
    }

    /// <summary>The line for the list may count steps that are lost now; the next append corrects it.</summary>
    private static SessionSummary? TryReadSummary(JournalReader reader)
    {
        try
        {
            return reader.ReadSummary();
        }
        catch (JournalException)
        {
            return null;
        }
    }

    private static void DeleteFolder(string path)
    {
        if (Directory.Exists(path))
        {
            Directory.Delete(path, recursive: true);
        }
    }
}
