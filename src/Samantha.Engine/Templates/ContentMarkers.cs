using System.Collections.Immutable;
using System.Security.Cryptography;

namespace Samantha.Engine.Templates;

/// <summary>
/// Unguessable stand-ins for the contents of one prompt. Each is padded with vertical tabs, which no template writes:
/// where they are missing afterwards, the template trims contents, and the content is trimmed as it would have been.
/// </summary>
internal sealed class ContentMarkers
{
    private const string Pad = "\v";
    private const int SecretBytes = 16;

    private readonly string[] _markers;

    private ContentMarkers(string[] markers) => _markers = markers;

    public static ContentMarkers Create(int count)
    {
        // Letters only, so that no template can take a marker for anything but a word.
        string secret = string.Concat(RandomNumberGenerator.GetBytes(SecretBytes)
            .Select(b => $"{(char)('g' + (b >> 4))}{(char)('g' + (b & 15))}"));
        return new ContentMarkers([.. Enumerable.Range(0, count).Select(i => $"q{secret}n{i}z")]);
    }

    public string Padded(int index) => Pad + _markers[index] + Pad;

    /// <summary>
    /// The rendered text with contents in place of the markers; null when one is missing, repeated or out of order.
    /// </summary>
    public ImmutableArray<PromptSegment>? Cut(string rendered, IReadOnlyList<string> contents)
    {
        ImmutableArray<PromptSegment>.Builder segments = ImmutableArray.CreateBuilder<PromptSegment>();
        int from = 0;
        for (int i = 0; i < _markers.Length; i++)
        {
            int at = rendered.IndexOf(_markers[i], from, StringComparison.Ordinal);
            if (at < 0 || rendered.LastIndexOf(_markers[i], StringComparison.Ordinal) != at)
            {
                return null;
            }

            int end = at + _markers[i].Length;
            bool keptLeft = at > from && rendered[at - 1] == Pad[0];
            bool keptRight = end < rendered.Length && rendered[end] == Pad[0];
            Add(segments, rendered[from..(keptLeft ? at - 1 : at)], isTemplate: true);
            Add(segments, Trim(contents[i], !keptLeft, !keptRight), isTemplate: false, i);
            from = keptRight ? end + 1 : end;
        }

        Add(segments, rendered[from..], isTemplate: true);
        return segments.ToImmutable();
    }

    private static string Trim(string content, bool left, bool right)
    {
        ReadOnlySpan<char> white = " \t\n\v\f\r";
        ReadOnlySpan<char> rest = content;
        rest = left ? rest.TrimStart(white) : rest;
        rest = right ? rest.TrimEnd(white) : rest;
        return rest.ToString();
    }

    private static void Add(
        ImmutableArray<PromptSegment>.Builder segments, string text, bool isTemplate, int message = -1)
    {
        if (text.Length > 0)
        {
            segments.Add(new PromptSegment(text, isTemplate, message));
        }
    }
}
