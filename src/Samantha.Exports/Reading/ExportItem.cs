using Samantha.Chains.Sessions;

namespace Samantha.Exports.Reading;

/// <summary>One thing in the order in which a reader should meet it: a step, or something that happened to the session.</summary>
internal abstract record ExportItem;

internal sealed record StepItem(ExportStep Step) : ExportItem;

internal sealed record NoteItem(SessionEvent Event) : ExportItem;
