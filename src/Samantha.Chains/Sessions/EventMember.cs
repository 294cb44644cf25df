using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Samantha.Chains.Sessions;

/// <summary>
/// Finds one text among the members of an event's JSON without reading the rest of it; also of kinds that this version does not
/// know.
/// </summary>
internal static class EventMember
{
    /// <summary>What events are told apart by stands near the beginning; texts come behind it.</summary>
    private const int BeginningCharsMax = 256;

    /// <summary>Null where there is none, it is no text, or the JSON cannot be read.</summary>
    public static string? Find(string json, ReadOnlySpan<byte> name)
    {
        var beginning = json.AsSpan(0, Math.Min(json.Length, BeginningCharsMax));
        return Search(beginning, name, isAll: beginning.Length == json.Length, out var isUndecided)
            ?? (isUndecided ? Search(json, name, isAll: true, out _) : null);
    }

    private static string? Search(ReadOnlySpan<char> json, ReadOnlySpan<byte> name, bool isAll, out bool isUndecided)
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

                if (!reader.ValueTextEquals(name))
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

                return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
            }

            isUndecided = !isAll;
            return null;
        }
        catch (Exception problem) when (problem is JsonException or InvalidOperationException)
        {
            return null; // Broken JSON, or half a character in the text.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }
}
