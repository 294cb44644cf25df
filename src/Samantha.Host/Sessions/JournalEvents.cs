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

    /// <summary>What there is, in the order of the plan.</summary>
    public IEnumerable<(JournalRecord Record, SessionEvent? Event)> ReadInPlanOrder() =>
        Parsed(new PlanOrderedRecords(_reader).Read());

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
