using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Samantha.Chains.Settings;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// The resolved chain as JSON, for the journal: names as in the chain file, always in the same order. Reading ignores members it
/// does not know. Half characters come out as U+FFFD.
/// </summary>
public static class ChainJson
{
    internal static JsonSerializerOptions Options { get; } = CreateOptions(JsonNamingPolicy.KebabCaseLower);

    public static string Serialize(ChainDefinition chain) => JsonSerializer.Serialize(chain, Options);

    /// <exception cref="FormatException">The text is not a stored chain; the message says what is wrong with it.</exception>
    public static ChainDefinition Deserialize(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ChainDefinition>(json, Options) ?? throw new FormatException("The "
                + "stored chain is empty.");
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The stored chain cannot be read: {exception.Message}", exception);
        }
    }

    internal static JsonSerializerOptions CreateOptions(JsonNamingPolicy names)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = names,
            AllowOutOfOrderMetadataProperties = true,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,

            // Journals and --json lines are read by people too; nothing here ends up inside HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveUnsetOut } },
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }

    // Each prompt has overrides, and most set nothing. (Elsewhere null is a value of its own: off.)
    private static void LeaveUnsetOut(JsonTypeInfo type)
    {
        if (type.Type == typeof(HyperparameterOverrides))
        {
            foreach (var property in type.Properties)
            {
                property.ShouldSerialize = static (_, value) => value is not null;
            }
        }
    }
}
