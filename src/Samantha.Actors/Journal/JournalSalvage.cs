namespace Samantha.Actors.Journal;

/// <summary>
/// Makes a damaged journal usable again: keeps the damaged file under another name and puts a journal with the valid beginning in its
/// place. Called only while the session's lock is held; never deletes anything.
/// </summary>
public static class JournalSalvage
{
    /// <summary>Null when the journal was intact and nothing was done.</summary>
    public static JournalDamage? Run(string sessionFolder, TimeProvider time) => throw new NotImplementedException();
}
