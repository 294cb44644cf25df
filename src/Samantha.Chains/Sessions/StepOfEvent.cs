using Samantha.Chains.Plans;

namespace Samantha.Chains.Sessions;

/// <summary>Tells from the JSON of an event which step it is about, without reading the rest of it; also for kinds of events that
/// this version does not know.</summary>
public static class StepOfEvent
{
    /// <summary>Null for what is about the session, or cannot be read.</summary>
    public static StepPosition? Find(string json) =>
        EventMember.Find(json, "position"u8) is { } text && StepPosition.TryParse(text, out var position) ? position : null;
}
