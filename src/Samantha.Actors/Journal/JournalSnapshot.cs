namespace Samantha.Actors.Journal;

/// <summary>
/// What the events up to a record add up to, in a form that only the same program reads. A cache beside the records; whoever
/// cannot use it folds them all.
/// </summary>
/// <param name="Sequence">The last record that is in it.</param>
/// <param name="Form">Which form the text has.</param>
public sealed record JournalSnapshot(long Sequence, string Form, string Text);
