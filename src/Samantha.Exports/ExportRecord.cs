using Samantha.Chains.Sessions;

namespace Samantha.Exports;

/// <summary>
/// One record of a journal: its JSON as stored, and the event it means; null when this version does not know that kind.
/// </summary>
public sealed record ExportRecord(string Json, SessionEvent? Event)
{
    public static ExportRecord Of(SessionEvent sessionEvent) => new(SessionEventJson.Serialize(sessionEvent), sessionEvent);
}
