using System.Collections.Immutable;
using System.Text;

namespace Samantha.Engine.Server;

/// <summary>
/// Turns the bytes of tokens into the response's text: characters split over tokens are put together, bytes that can never
/// become a character are U+FFFD, stop words end it. Pure.
/// </summary>
internal sealed class ResponseText(ImmutableArray<string> stopWords, bool dropsFirstSpace)
{
    private readonly Decoder _decoder = new UTF8Encoding(false, throwOnInvalidBytes: false).GetDecoder();
    private readonly StopWordMatcher _matcher = new(stopWords);
    private readonly StringBuilder _text = new();
    private bool _dropsSpace = dropsFirstSpace;

    public string? StopWord => _matcher.Found;

    /// <summary>The whole text that was returned by <see cref="Append"/> and <see cref="Finish"/>.</summary>
    public string Text => _text.ToString();

    /// <summary>How long the text is; -1 while more may have to be put in front of what comes next.</summary>
    public int CertainLength => _matcher.HoldsBack || _decoder.GetCharCount([], flush: true) > 0 ? -1 : _text.Length;

    /// <summary>Adds a token's bytes; returns the text that is certain now.</summary>
    public string Append(ReadOnlySpan<byte> bytes) => Add(Decode(bytes, flush: false));

    /// <summary>No more tokens come: what was waiting for the rest of a character or of a stop word is output.</summary>
    public string Finish()
    {
        string last = Add(Decode([], flush: true));
        string held = _matcher.Flush();
        _text.Append(held);
        return last + held;
    }

    private string Add(string decoded)
    {
        string certain = _matcher.Append(decoded);
        _text.Append(certain);
        return certain;
    }

    private string Decode(ReadOnlySpan<byte> bytes, bool flush)
    {
        char[] chars = new char[bytes.Length + 4];
        int count = _decoder.GetChars(bytes, chars, flush);
        if (count == 0)
        {
            return string.Empty;
        }

        int from = _dropsSpace && chars[0] == ' ' ? 1 : 0;
        _dropsSpace = false;
        return new string(chars, from, count - from);
    }
}
