using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Samantha.Chains.Code;
using Samantha.Chains.Evidence;
using Samantha.Chains.Health;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;
using Samantha.Chains.Stop;
using Samantha.Chains.Sweeps;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// The resolved chain as JSON, for the journal: names as in the chain file, always in the same order. Reading ignores members it
/// does not know. Half characters come out as U+FFFD.
/// </summary>
public static class ChainJson
{
    private static readonly HashSet<string> s_laterHyperparameters =
    [
        "dry_multiplier", "dry_base", "dry_allowed_length", "dry_penalty_last_n", "dry_sequence_breakers", "top_n_sigma",
        "xtc_probability", "xtc_threshold", "mirostat", "mirostat_tau", "mirostat_eta", "logit_bias", "grammar", "json_schema",
    ];

    /// <summary>What <see cref="Budgets.Any"/> asks for, as it is written; a test holds the two together.</summary>
    private static readonly HashSet<string> s_limits =
    [
        "total-tokens", "wall-time", "steps", "loops", "until", "loads", "disk-bytes", "disk-free-bytes", "failures-in-a-row",
    ];

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

    /// <summary>
    /// Whether a stored chain has any limit, as <see cref="Budgets.Any"/> tells of one that was read, which takes far longer.
    /// </summary>
    /// <exception cref="FormatException">The text is not JSON; the message says where.</exception>
    public static bool HasLimits(string json)
    {
        try
        {
            using var chain = JsonDocument.Parse(json);
            return chain.RootElement.ValueKind == JsonValueKind.Object
                && chain.RootElement.TryGetProperty("stop", out var stop) && stop.ValueKind == JsonValueKind.Object
                && stop.EnumerateObject().Any(rule => rule.Value.ValueKind != JsonValueKind.Null && s_limits.Contains(rule.Name));
        }
        catch (JsonException exception)
        {
            throw new FormatException($"The stored chain cannot be read: {exception.Message}", exception);
        }
    }

    /// <param name="names">How members are written.</param>
    /// <param name="change">What else a kind of text has of its own.</param>
    internal static JsonSerializerOptions CreateOptions(JsonNamingPolicy names, Action<JsonTypeInfo>? change = null)
    {
        var types = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveUnsetOut } };
        if (change is not null)
        {
            types.Modifiers.Add(change);
        }

        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = names,
            AllowOutOfOrderMetadataProperties = true,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,

            // Journals and --json lines are read by people too; nothing here ends up inside HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            TypeInfoResolver = types,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower, allowIntegerValues: false));
        options.MakeReadOnly();
        return options;
    }

    // Each prompt has overrides, and most set nothing. (Elsewhere null is a value of its own: off.) What came with the running of
    // code and later is left out where it is unset, so that journals and fingerprints of chains without it stay what they were.
    private static void LeaveUnsetOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (type.Type == typeof(HyperparameterOverrides)
                || (type.Type == typeof(ResponseCommitted) && property.PropertyType == typeof(ExtractedCode))
                || (type.Type == typeof(ResponseCommitted) && IsNamed(property, nameof(ResponseCommitted.TokenIds)))
                || IsNamed(property, nameof(ResponseCommitted.PreviousTokens))
                || (type.Type == typeof(ResponseCommitted) && IsNamed(property, nameof(ResponseCommitted.ContextTokens)))
                || (type.Type == typeof(ModelLoaded) && (IsNamed(property, nameof(ModelLoaded.FileChangedUtc))
                    || IsNamed(property, nameof(ModelLoaded.SwapMs))
                    || IsNamed(property, nameof(ModelLoaded.Sandbox)) || IsNamed(property, nameof(ModelLoaded.SandboxNote))))
                || property.PropertyType == typeof(ModelReceipt) || property.PropertyType == typeof(ChainSource))
            {
                property.ShouldSerialize = static (_, value) => value is not null;
            }
            else if (type.Type == typeof(ModelReceipt) && (IsNamed(property, nameof(ModelReceipt.BatchTokens))
                || IsNamed(property, nameof(ModelReceipt.Sampler))))
            {
                property.ShouldSerialize = static (_, value) => value is not (0 or "");
            }
            else if (type.Type == typeof(ChainDefinition) && Unset(property) is { } unset)
            {
                property.ShouldSerialize = (_, value) => !unset.Equals(value);
            }
            else if (type.Type == typeof(Hyperparameters) && s_laterHyperparameters.Contains(property.Name))
            {
                // What was not there in the first version.
                var usual = property.Get!(Hyperparameters.Default);
                property.ShouldSerialize = (_, value) => !HyperparameterTable.SameValue(usual, value);
            }
            else if (type.Type == typeof(StopSettings) && IsLater(property))
            {
                property.ShouldSerialize = (_, value) => !Equals(property.Get!(StopSettings.Default), value);
            }
        }
    }

    private static object? Unset(JsonPropertyInfo property) =>
        property.PropertyType == typeof(CodeSettings) ? CodeSettings.Default
        : property.PropertyType == typeof(ShowHtml) ? ShowHtml.Never
        : property.PropertyType == typeof(Schedule) ? Schedule.AsWritten
        : property.PropertyType == typeof(EvidenceSettings) ? EvidenceSettings.Default
        : property.PropertyType == typeof(HealthSettings) ? HealthSettings.Default
        : property.PropertyType == typeof(SweepSettings) ? SweepSettings.None
        : IsNamed(property, nameof(ChainDefinition.RunCode)) ? false
        : IsNamed(property, nameof(ChainDefinition.Notes)) ? ImmutableArray<string>.Empty
        : null;

    private static bool IsLater(JsonPropertyInfo property) => IsNamed(property, nameof(StopSettings.OutputNotEmpty))
        || IsNamed(property, nameof(StopSettings.OutputLine)) || IsNamed(property, nameof(StopSettings.OutputMatches))
        || IsNamed(property, nameof(StopSettings.ExitCode)) || IsNamed(property, nameof(StopSettings.Until))
        || IsNamed(property, nameof(StopSettings.Loads)) || IsNamed(property, nameof(StopSettings.DiskBytes))
        || IsNamed(property, nameof(StopSettings.DiskFreeBytes)) || IsNamed(property, nameof(StopSettings.FailuresInARow));

    private static bool IsNamed(JsonPropertyInfo property, string name) =>
        property.AttributeProvider is System.Reflection.MemberInfo member && member.Name == name;
}
