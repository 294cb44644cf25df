using System.Text.Json;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Downloads;

/// <summary>
/// What is known about a half-downloaded file: which URL and which version of it. Kept beside it, so that bytes of two versions
/// are never joined.
/// </summary>
/// <param name="Url">Where it came from.</param>
/// <param name="Validator">The server's ETag or date for the version; null: it cannot be resumed.</param>
internal sealed record PartState(string Url, string? Validator)
{
    public static PartState? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<PartState>(File.ReadAllText(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Write(string path) => AtomicFile.Write(path, JsonSerializer.Serialize(this));
}
