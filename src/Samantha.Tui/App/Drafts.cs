using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Samantha.Actors.Storage;
using Samantha.Tui.Library;

namespace Samantha.Tui.App;

/// <summary>
/// Unsaved texts, kept in <c>drafts/</c> of the data folder so that they survive a crash. One file per draft, replaced as a
/// whole. Touches a disk: call it by <see cref="Jobs"/>. Never throws for a draft that cannot be read.
/// </summary>
public sealed class Drafts
{
    /// <summary>More drafts than this are leftovers; the oldest are not listed.</summary>
    public const int ListedMax = 100;

    private readonly string _folder;
    private readonly TimeProvider _time;
    private readonly Lock _writing = new();

    public Drafts(DataFolder data, TimeProvider time)
    {
        _folder = Path.Combine(data.Root, "drafts");
        _time = time;
    }

    /// <summary>Keeps a text; replaces the draft of the same subject.</summary>
    /// <param name="subject">What the text belongs to: <c>chain:PATH</c>, <c>code</c>.</param>
    public void Keep(string subject, string text)
    {
        lock (_writing)
        {
            PrivateFolder.Create(_folder);
            AtomicFile.Write(PathOf(subject), JsonSerializer.Serialize(new Draft(subject, text, _time.GetUtcNow())));
        }
    }

    /// <summary>The draft of a subject; null when there is none.</summary>
    public Draft? Find(string subject)
    {
        lock (_writing)
        {
            return Read(PathOf(subject));
        }
    }

    /// <summary>Newest first.</summary>
    public IReadOnlyList<Draft> List()
    {
        lock (_writing)
        {
            return !Directory.Exists(_folder)
                ? []
                : [.. Directory.EnumerateFiles(_folder, "*.json").Take(ListedMax).Select(Read).OfType<Draft>()
                    .OrderByDescending(draft => draft.KeptUtc)];
        }
    }

    /// <summary>After the text was saved, or given up by its owner.</summary>
    public void Forget(string subject)
    {
        lock (_writing)
        {
            string path = PathOf(subject);
            if (File.Exists(path))
            {
                File.Delete(path);
            }
        }
    }

    private static Draft? Read(string path)
    {
        try
        {
            return File.Exists(path) ? JsonSerializer.Deserialize<Draft>(File.ReadAllText(path)) : null;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string PathOf(string subject) =>
        Path.Combine(_folder, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(subject)))[..24] + ".json");
}

/// <summary>An unsaved text, what it belongs to, and when it was kept.</summary>
public sealed record Draft(string Subject, string Text, DateTimeOffset KeptUtc);
