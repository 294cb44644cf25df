using System.Collections.Immutable;
using System.Text;

namespace Samantha.Engine.Server;

/// <summary>
/// Finds stop words in text that arrives in pieces, the same for every way of cutting it: the match that ends first counts,
/// of several ending there the longest. Text that may be the beginning of a stop word is held back. Pure.
/// </summary>
internal sealed class StopWordMatcher(ImmutableArray<string> stopWords)
{
    private readonly StringBuilder _held = new();

    /// <summary>The stop word that was found, or null. After it every text is ignored.</summary>
    public string? Found { get; private set; }

    /// <summary>True while the end of the text may be the beginning of a stop word.</summary>
    public bool HoldsBack => _held.Length > 0;

    /// <summary>Adds text; returns what is now certain to be output.</summary>
    public string Append(string text)
    {
        if (Found is not null || stopWords.Length == 0)
        {
            return Found is null ? text : string.Empty;
        }

        int scanned = _held.Length;
        _held.Append(text);
        string all = _held.ToString();
        for (int end = scanned + 1; end <= all.Length; end++)
        {
            if (LongestEndingAt(all.AsSpan(0, end)) is { } word)
            {
                Found = word;
                _held.Clear();
                return all[..(end - word.Length)];
            }
        }

        int keep = LongestOpenEnd(all);
        _held.Clear();
        _held.Append(all, all.Length - keep, keep);
        return all[..^keep];
    }

    /// <summary>The text held back, when no more comes.</summary>
    public string Flush()
    {
        string rest = _held.ToString();
        _held.Clear();
        return rest;
    }

    private string? LongestEndingAt(ReadOnlySpan<char> text)
    {
        string? best = null;
        foreach (string word in stopWords)
        {
            if (word.Length > (best?.Length ?? 0) && text.EndsWith(word, StringComparison.Ordinal))
            {
                best = word;
            }
        }

        return best;
    }

    /// <summary>Length of the longest end of the text that is a proper beginning of a stop word.</summary>
    private int LongestOpenEnd(string text)
    {
        int longest = 0;
        foreach (string word in stopWords)
        {
            for (int length = Math.Min(word.Length - 1, text.Length); length > longest; length--)
            {
                if (text.AsSpan(text.Length - length).SequenceEqual(word.AsSpan(0, length)))
                {
                    longest = length;
                }
            }
        }

        return longest;
    }
}
