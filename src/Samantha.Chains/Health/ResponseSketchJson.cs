using System.Text.Json;
using System.Text.Json.Serialization;
using Samantha.Chains.Plans;

namespace Samantha.Chains.Health;

/// <summary>A sketch in a snapshot of a session's state: its hashes as one text, 0.7 kB at most.</summary>
internal sealed class ResponseSketchJson : JsonConverter<ResponseSketch>
{
    public override ResponseSketch Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var stored = JsonSerializer.Deserialize<Stored>(ref reader, options);
        return stored is { Step: { } step, Hashes: { } hashes } && StepPosition.TryParse(step, out var position)
            && ResponseSketch.Restored(position, hashes, stored.Words, stored.Whole, stored.IsCourtesy) is { } sketch
                ? sketch
                : throw new JsonException("This is no sketch of a response.");
    }

    public override void Write(Utf8JsonWriter writer, ResponseSketch value, JsonSerializerOptions options) => JsonSerializer.Serialize(
        writer,
        new Stored(value.Position.StepId, value.Words, value.Whole, value.IsCourtesy, value.HashBytes.ToArray()),
        options);

    private sealed record Stored(string Step, int Words, ulong Whole, bool IsCourtesy, byte[] Hashes);
}
