using System.Collections.Frozen;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Samantha.Chains.ChainFiles;

namespace Samantha.Chains.Sessions;

/// <summary>
/// One event as one line of JSON and back: <c>type</c> first, then sequence, time and the rest in a fixed order, so that equal
/// events are equal bytes. Reading ignores members it does not know; half characters come out as U+FFFD, where everyone can see
/// them.
/// </summary>
public static class SessionEventJson
{
    private static readonly FrozenDictionary<string, Type> s_types = typeof(SessionEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToFrozenDictionary(kind => (string)kind.TypeDiscriminator!, kind => kind.DerivedType);

    // The serializer's own polymorphism makes ready every kind of event before it reads or writes the first one, which takes longer
    // than all else that a short command does.
    private static readonly JsonSerializerOptions s_options = ChainJson.CreateOptions(JsonNamingPolicy.CamelCase, AddType);

    public static string Serialize(SessionEvent sessionEvent) =>
        JsonSerializer.Serialize(sessionEvent, sessionEvent.GetType(), s_options);

    /// <exception cref="FormatException">The text is not an event that this version knows; the message says what is wrong with
    /// it.</exception>
    public static SessionEvent Deserialize(string json)
    {
        try
        {
            var name = EventMember.Find(json, "type"u8);
            return name is not null && s_types.TryGetValue(name, out var type)
                ? (SessionEvent)JsonSerializer.Deserialize(json, type, s_options)!
                : throw new JsonException(WhyNot(json, name));
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new FormatException(
                $"The event cannot be read: {exception.Message} It may be damaged or come from a newer version.", exception);
        }
    }

    /// <summary>The name an event has in its JSON: <c>step-started</c>.</summary>
    public static string TypeOf(SessionEvent sessionEvent) => NameOf(sessionEvent.GetType());

    private static string NameOf(Type type) => JsonNamingPolicy.KebabCaseLower.ConvertName(type.Name);

    private static string WhyNot(string json, string? name)
    {
        using var read = JsonDocument.Parse(json); // Broken JSON says itself where it is broken.
        return name is null ? "It has no type." : $"Its type is '{name}'.";
    }

    private static void AddType(JsonTypeInfo type)
    {
        if (!type.Type.IsSubclassOf(typeof(SessionEvent)))
        {
            return;
        }

        var name = NameOf(type.Type);
        var member = type.CreateJsonPropertyInfo(typeof(string), "type");
        member.Order = int.MinValue;
        member.Get = _ => name;
        type.Properties.Add(member);
    }
}
