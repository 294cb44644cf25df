using Samantha.Actors.Journal;
using Samantha.Chains.Sessions;

namespace Samantha.Host.Sessions;

/// <summary>
/// The events of a journal, one after the other; an event of a kind that this version does not know is passed over and counted.
/// </summary>
internal sealed class JournalEvents
{
    private readonly JournalReader _reader;

    public JournalEvents(JournalReader reader) => _reader = reader;

    public long Unknown { get; private set; }

    public long LastSequence { get; private set; }

    /// <summary>What has been written since the last call.</summary>
    public IEnumerable<(JournalRecord Record, SessionEvent? Event)> ReadNew() => Parsed(_reader.ReadFrom(LastSequence + 1));

    /// <summary>What there is of a part.</summary>
    /// <param name="part">Which one.</param>
    /// <param name="inPlanOrder">As the plan has it; else, and for the last steps, as the journal does.</param>
    public IEnumerable<(JournalRecord Record, SessionEvent? Event)> Read(ShownPart part, bool inPlanOrder)
    {
        IEnumerable<JournalRecord> records = part switch
        {
            { Last: { } last } => JournalWindow.Last(_reader, last),
            { From: { } from } => JournalWindow.From(_reader, from),
            _ when inPlanOrder => new PlanOrderedRecords(_reader).Read(),
            _ => _reader.ReadFrom(),
        };
        return Parsed(part.Limit is { } limit ? JournalWindow.Limit(records, limit) : records);
    }

    private IEnumerable<(JournalRecord Record, SessionEvent? Event)> Parsed(IEnumerable<JournalRecord> records)
    {
        foreach (JournalRecord record in records)
        {
            LastSequence = Math.Max(LastSequence, record.Sequence);
            SessionEvent? known = null;
            try
            {
                known = SessionEventJson.Deserialize(record.Json);
            }
            catch (FormatException)
            {
                Unknown++;
            }

            yield return (record, known);
        }
    }
}
