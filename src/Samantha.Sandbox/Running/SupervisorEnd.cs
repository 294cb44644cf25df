using System.Collections.Immutable;
using System.Text.Json;

namespace Samantha.Sandbox.Running;

/// <summary>
/// What the supervisor says about the end of the program. It came out of the sandbox: numbers are bounded here. IsFlooded: it was
/// ended because it made too many files.
/// </summary>
internal sealed record SupervisorEnd(
    int ExitCode, int Signal, double CpuMs, long FreeBytes, ImmutableArray<string> Locked, bool IsFlooded = false)
{
    private const int NamesMax = 100;

    public static SupervisorEnd? Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            Utf8JsonReader reader = new(json);
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            JsonElement root = document.RootElement;
            return new SupervisorEnd(
                Math.Clamp(root.GetProperty("code").GetInt32(), 0, 255), Math.Clamp(root.GetProperty("signal").GetInt32(), 0, 64),
                Math.Clamp(root.GetProperty("cpu").GetDouble(), 0, 1e9) * 1000, Math.Max(0, root.GetProperty("free").GetInt64()),
                [.. root.GetProperty("locked").EnumerateArray().Take(NamesMax).Select(name => name.GetString() ?? string.Empty)],
                root.TryGetProperty("flooded", out JsonElement flooded) && flooded.ValueKind == JsonValueKind.True);
        }
        catch (Exception problem) when (problem is JsonException or KeyNotFoundException or InvalidOperationException
            or FormatException)
        {
            return null;
        }
    }
}
