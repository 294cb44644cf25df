namespace Samantha.Chains.Sessions;

/// <summary>Tells from the JSON of a session's first event which chain it began with, without reading the rest of it.</summary>
public static class ChainOfEvent
{
    /// <summary>The chain as <see cref="ChainFiles.ChainJson"/> wrote it; null for any other event, and for what cannot be read.</summary>
    public static string? Find(string json) =>
        EventMember.Find(json, "type"u8) == "session-started" ? EventMember.Find(json, "chain"u8) : null;
}
