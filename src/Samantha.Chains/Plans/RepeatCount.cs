using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Samantha.Chains.Plans;

/// <summary>How often something repeats: a number from 1 to <see cref="TimesMax"/>, or endless (Times = null).</summary>
[JsonConverter(typeof(RepeatCountJsonConverter))]
public readonly record struct RepeatCount
{
    /// <summary>Beyond this a number is a typing error or means endless; it also keeps step counts inside 128 bits.</summary>
    public const long TimesMax = 1_000_000_000_000;

    private readonly long _timesMinusOne;

    private RepeatCount(long? times)
    {
        IsEndless = times is null;
        _timesMinusOne = (times ?? 1) - 1;
    }

    public static RepeatCount Once => new(1);

    public static RepeatCount Endless => new(null);

    public bool IsEndless { get; }

    public long? Times => IsEndless ? null : _timesMinusOne + 1;

    public static RepeatCount Of(long times) => times is >= 1 and <= TimesMax
        ? new RepeatCount(times)
        : throw new ArgumentOutOfRangeException(nameof(times), times, $"A repeat count is 1 to {TimesMax}.");

    /// <summary>True when the 1-based repetition still belongs to the count.</summary>
    public bool Includes(long repetition) => repetition >= 1 && (IsEndless || repetition <= Times);

    /// <summary>Reads a number from 1 up, or the word endless.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out RepeatCount count)
    {
        count = Once;
        var trimmed = (text ?? "").Trim();
        if (trimmed.Equals("endless", StringComparison.OrdinalIgnoreCase))
        {
            count = Endless;
            return true;
        }

        if (!long.TryParse(trimmed, NumberStyles.None, CultureInfo.InvariantCulture, out var times) || times is < 1 or > TimesMax)
        {
            return false;
        }

        count = Of(times);
        return true;
    }

    public override string ToString() => Times?.ToString(CultureInfo.InvariantCulture) ?? "endless";
}

/// <summary>Writes a repeat count as a number or as the word endless, as the chain file does.</summary>
internal sealed class RepeatCountJsonConverter : JsonConverter<RepeatCount>
{
    public override RepeatCount Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = reader.TokenType == JsonTokenType.Number
            ? reader.GetInt64().ToString(CultureInfo.InvariantCulture)
            : reader.GetString();
        return RepeatCount.TryParse(text, out var count) ? count : throw new JsonException("A number from 1 or "
            + "endless is expected.");
    }

    public override void Write(Utf8JsonWriter writer, RepeatCount value, JsonSerializerOptions options)
    {
        if (value.Times is { } times)
        {
            writer.WriteNumberValue(times);
        }
        else
        {
            writer.WriteStringValue("endless");
        }
    }
}
