using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Samantha.Chains.Plans;

/// <summary>
/// Where a step stands in its plan, all parts 1-based. Model is the turn inside the loop (with shuffled models it is not the
/// model's number in the chain). Ordered as the plan runs. Its text, <c>L1.M1.R1.P1</c>, is the step id: derived, never random.
/// </summary>
[JsonConverter(typeof(StepPositionJsonConverter))]
public readonly record struct StepPosition(long Loop, int Model, long Round, int Prompt) : IComparable<StepPosition>
{
    public string StepId => string.Create(CultureInfo.InvariantCulture, $"L{Loop}.M{Model}.R{Round}.P{Prompt}");

    /// <summary>True when both steps belong to the same turn of the same model in the same round.</summary>
    public bool IsSameRound(StepPosition other) => Loop == other.Loop && Model == other.Model && Round == other.Round;

    public int CompareTo(StepPosition other)
    {
        var byLoop = Loop.CompareTo(other.Loop);
        if (byLoop != 0)
        {
            return byLoop;
        }

        var byModel = Model.CompareTo(other.Model);
        if (byModel != 0)
        {
            return byModel;
        }

        var byRound = Round.CompareTo(other.Round);
        return byRound != 0 ? byRound : Prompt.CompareTo(other.Prompt);
    }

    public static bool operator <(StepPosition left, StepPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(StepPosition left, StepPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(StepPosition left, StepPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(StepPosition left, StepPosition right) => left.CompareTo(right) >= 0;

    public override string ToString() => StepId;

    /// <summary>Reads a step id as <see cref="StepId"/> writes it; anything else gives false.</summary>
    public static bool TryParse([NotNullWhen(true)] string? stepId, out StepPosition position)
    {
        position = default;
        var parts = (stepId ?? "").Split('.');
        if (parts.Length != 4
            || !TryPart(parts[0], 'L', long.MaxValue, out var loop) || !TryPart(parts[1], 'M', int.MaxValue, out var model)
            || !TryPart(parts[2], 'R', long.MaxValue, out var round) || !TryPart(parts[3], 'P', int.MaxValue, out var prompt))
        {
            return false;
        }

        position = new StepPosition(loop, (int)model, round, (int)prompt);
        return position.StepId == stepId;
    }

    private static bool TryPart(string text, char mark, long max, out long value)
    {
        value = 0;
        return text.Length > 1 && text[0] == mark
            && long.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= 1
                && value <= max;
    }
}

/// <summary>Writes a position as its step id, so that a journal line can be read by a person.</summary>
internal sealed class StepPositionJsonConverter : JsonConverter<StepPosition>
{
    public override StepPosition Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && StepPosition.TryParse(reader.GetString(), out var position)
            ? position
            : throw new JsonException("A step id like L1.M1.R1.P1 is expected.");

    public override void Write(Utf8JsonWriter writer, StepPosition value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.StepId);
}
