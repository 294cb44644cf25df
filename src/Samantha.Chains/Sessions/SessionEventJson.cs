using System.Text.Json;
using Samantha.Chains.ChainFiles;

namespace Samantha.Chains.Sessions;

/// <summary>
/// One event as one line of JSON and back: <c>type</c> first, then sequence, time and the rest in a fixed order, so that equal
/// events are equal bytes. Reading ignores members it does not know; half characters come out as U+FFFD, where everyone can see
/// them.
/// </summary>
public static class SessionEventJson
{
    private static readonly JsonSerializerOptions s_options = ChainJson.CreateOptions(JsonNamingPolicy.CamelCase);

    public static string Serialize(SessionEvent sessionEvent) => JsonSerializer.Serialize(sessionEvent, s_options);

    /// <exception cref="FormatException">The text is not an event that this version knows; the message says what is wrong with
    /// it.</exception>
    public static SessionEvent Deserialize(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SessionEvent>(json, s_options) ?? throw new FormatException("The event is empty.");
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new FormatException(
                $"The event cannot be read: {exception.Message} It may be damaged or come from a newer version.", exception);
        }
    }

    /// <summary>The name an event has in its JSON: <c>step-started</c>.</summary>
    public static string TypeOf(SessionEvent sessionEvent) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(sessionEvent.GetType().Name);
}
