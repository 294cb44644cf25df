using Samantha.Actors.Journal;
using Samantha.Actors.Replay;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Exports;
using Samantha.Host.Reporting;

namespace Samantha.Host.Exporting;

/// <summary>A session's journal and files as the renderers want them. It reads, also while the session runs, and never writes.
/// </summary>
internal sealed class JournalSource : IDisposable
{
    private readonly JournalReader _reader;
    private readonly PlanOrderedRecords _records;
    private readonly SessionListing _session;

    /// <exception cref="JournalException">There is no journal, or it cannot be read at all.</exception>
    public JournalSource(SessionListing session)
    {
        _session = session;
        _reader = JournalReader.Open(session.Folder);
        _records = new PlanOrderedRecords(_reader);
    }

    /// <summary>The session for an export that will lie in this folder; null = nowhere, so that nothing can be linked.</summary>
    public ExportSource For(string? exportFolder)
    {
        var files = new ProducedFiles(_session.Folder);
        return new ExportSource
        {
            Records = Records,
            Damage = () => _reader.Damage?.What,
            OpenFile = files.Open,
            LinkTo = (step, file) => exportFolder is null ? null : files.LinkFrom(exportFolder, step, file),
            IsRunning = _session.IsAlive,
            Unfinished = Unfinished,
            Report = () => SessionReports.Read(_session.Folder, _session.IsAlive, TimeProvider.System).Report,
            Evidence = committed => SessionEvidence.Kept(_reader, committed),
        };
    }

    public void Dispose() => _reader.Dispose();

    private IEnumerable<ExportRecord> Records()
    {
        foreach (JournalRecord record in _records.Read())
        {
            SessionEvent? known = null;
            try
            {
                known = SessionEventJson.Deserialize(record.Json);
            }
            catch (FormatException)
            {
                // From a newer version: the line is exported as it is, and counted.
            }

            yield return new ExportRecord(record.Json, known);
        }
    }

    private UnfinishedResponse? Unfinished() =>
        _reader.ReadPartial() is { } partial && StepPosition.TryParse(partial.StepId, out StepPosition position)
            ? new UnfinishedResponse(position, partial.Attempt, partial.Text, partial.Tokens)
            : null;
}
