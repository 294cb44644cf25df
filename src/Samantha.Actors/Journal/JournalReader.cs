using System.Collections.Immutable;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Journal;

/// <summary>
/// Reads one session's journal, also while it is being written. Checks every record's checksum; a damaged journal yields its valid
/// beginning and says what was dropped. Never writes to the journal.
/// </summary>
public sealed class JournalReader : IDisposable
{
    public SessionId Session => throw new NotImplementedException();

    /// <summary>Set once an enumeration ended early; null as long as everything read was intact.</summary>
    public JournalDamage? Damage => throw new NotImplementedException();

    public static JournalReader Open(string sessionFolder) => throw new NotImplementedException();

    /// <summary>Streams the records that exist at the time of the call, in order. Ends early on damage: see <see cref="Damage"/>.</summary>
    public IEnumerable<JournalRecord> ReadFrom(long sequence = 1) => throw new NotImplementedException();

    /// <summary>The last <paramref name="count"/> records, in order.</summary>
    public ImmutableArray<JournalRecord> ReadTail(int count) => throw new NotImplementedException();

    public SessionSummary? ReadSummary() => throw new NotImplementedException();

    /// <summary>The text of the running (or interrupted) step, if any.</summary>
    public PartialResponse? ReadPartial() => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
