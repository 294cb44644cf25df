using System.Text;
using Samantha.Terminal.Widgets.Transcripts;

namespace Samantha.Terminal.Widgets.Markdown;

/// <summary>
/// Writes a streamed Markdown text into a log. A finished line is styled once; the line that still grows is styled when somebody
/// looks, so that many small pieces cost little. Keeps the text as it came for copying.
/// </summary>
public sealed class MarkdownTranscript
{
    /// <summary>The text kept for copying; beyond it only the screen goes on.</summary>
    public const int MaxSourceChars = 8_000_000;

    private readonly StringBuilder _source = new();
    private readonly StringBuilder _line = new();
    private readonly string _bullet;
    private MarkdownState _state;
    private bool _dirty;
    private bool _afterReturn;

    /// <param name="bullet">The glyph of a list item, from the glyphs in use.</param>
    public MarkdownTranscript(TranscriptLog? log = null, string bullet = "•")
    {
        Log = log ?? new TranscriptLog();
        _bullet = bullet;
        Log.Reading += StyleLast;
    }

    public TranscriptLog Log { get; }

    /// <summary>The Markdown as it came, line ends as LF.</summary>
    public string Source => _source.ToString();

    public void Append(string text)
    {
        var rest = text.AsSpan();
        if (_afterReturn && !rest.IsEmpty)
        {
            rest = rest[0] == '\n' ? rest[1..] : rest;
            _afterReturn = false;
        }

        while (!rest.IsEmpty)
        {
            int end = rest.IndexOfAny('\n', '\r');
            AddToLine(end < 0 ? rest : rest[..end]);
            if (end < 0)
            {
                return;
            }

            Keep("\n");
            FinishLine(goesOn: false);
            int used = rest[end] == '\r' && end + 1 < rest.Length && rest[end + 1] == '\n' ? end + 2 : end + 1;
            _afterReturn = rest[end] == '\r' && used == rest.Length && used == end + 1;
            rest = rest[used..];
        }
    }

    /// <summary>What comes next is another text: it begins on a line of its own, outside any code block of this one.</summary>
    public void Restart()
    {
        if (_line.Length > 0)
        {
            FinishLine(goesOn: false);
        }

        Log.BeginLine();
        _source.Clear();
        (_state, _dirty, _afterReturn) = (default, false, false);
    }

    public void Clear()
    {
        Log.Clear();
        _source.Clear();
        _line.Clear();
        (_state, _dirty, _afterReturn) = (default, false, false);
    }

    private void AddToLine(ReadOnlySpan<char> text)
    {
        Keep(text);
        while (!text.IsEmpty)
        {
            int room = TranscriptLog.MaxLineChars - _line.Length;
            if (room <= 1)
            {
                FinishLine(goesOn: true);
                continue;
            }

            int take = Math.Min(room, text.Length);
            take = take < text.Length && char.IsHighSurrogate(text[take - 1]) ? take - 1 : take;
            _line.Append(text[..take]);
            _dirty = true;
            text = text[take..];
        }
    }

    private void Keep(ReadOnlySpan<char> text)
    {
        if (_source.Length + text.Length <= MaxSourceChars)
        {
            _source.Append(text);
        }
    }

    private void FinishLine(bool goesOn)
    {
        var state = _state;
        Log.SetLast(MarkdownStyler.Style(_line.ToString(), ref state, _bullet));
        Log.EndLine(goesOn);
        _line.Clear();
        (_state, _dirty) = (state, false);
    }

    private void StyleLast()
    {
        if (_dirty)
        {
            // The state is not kept: the line may still become something else.
            var state = _state;
            Log.SetLast(MarkdownStyler.Style(_line.ToString(), ref state, _bullet));
            _dirty = false;
        }
    }
}
