using System.Buffers;
using System.Text;
using System.Text.Json;
using Samantha.Chains.Plans;

namespace Samantha.Chains.Sessions;

/// <summary>Tells from the JSON of an event which step it is about, without reading the rest of it; also for kinds of events that
/// this version does not know.</summary>
public static class StepOfEvent
{
    /// <summary>The position stands near the beginning; texts come behind it.</summary>
    private const int BeginningCharsMax = 256;

    private static ReadOnlySpan<byte> Member => "position"u8;

    /// <summary>Null for what is about the session, or cannot be read.</summary>
    public static StepPosition? Find(string json)
    {
        var beginning = json.AsSpan(0, Math.Min(json.Length, BeginningCharsMax));
        return Search(beginning, isAll: beginning.Length == json.Length, out var isUndecided)
            ?? (isUndecided ? Search(json, isAll: true, out _) : null);
    }

    private static StepPosition? Search(ReadOnlySpan<char> json, bool isAll, out bool isUndecided)
    {
        isUndecided = false;
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(json.Length));
        try
        {
            var reader = new Utf8JsonReader(bytes.AsSpan(0, Encoding.UTF8.GetBytes(json, bytes)), isAll, default);
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1)
                {
                    continue;
                }

                if (!reader.ValueTextEquals(Member))
                {
                    if (!reader.TrySkip())
                    {
                        break;
                    }

                    continue;
                }

                if (!reader.Read())
                {
                    break;
                }

                return reader.TokenType == JsonTokenType.String && StepPosition.TryParse(reader.GetString(), out var position)
                    ? position
                    : null;
            }

            isUndecided = !isAll;
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
