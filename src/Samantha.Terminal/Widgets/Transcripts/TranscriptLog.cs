using System.Text;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Transcripts;

/// <summary>
/// A log of styled lines that only grows at its end and forgets its oldest lines beyond a bound. Line numbers count from the
/// first line ever written, so a place keeps its number when older lines go. Not for several threads.
/// </summary>
public sealed class TranscriptLog
{
    /// <summary>Lines kept when nothing else is said: a day's output of a slow model.</summary>
    public const int DefaultMaxLines = 20_000;

    /// <summary>Characters kept over all lines: 16 MB of memory.</summary>
    public const int MaxChars = 8_000_000;

    /// <summary>A longer line is continued in the next, so that no single line makes drawing slow.</summary>
    public const int MaxLineChars = 16_384;

    private readonly List<TranscriptLine> _lines = [new()];
    private readonly int _maxLines;
    private int _gone;
    private long _chars;
    private bool _afterReturn;

    public TranscriptLog(int maxLines = DefaultMaxLines) => _maxLines = Math.Max(1, maxLines);

    /// <summary>Told before somebody reads, so that a writer that styles lazily can bring the last line up to date.</summary>
    public event Action? Reading;

    /// <summary>Number of the oldest line that is still there; as many are gone.</summary>
    public long FirstNumber { get; private set; }

    /// <summary>Lines that were forgotten because there were too many; not those that were cleared away.</summary>
    public long Forgotten { get; private set; }

    public int Count => _lines.Count - _gone - (_lines[^1].Length == 0 ? 1 : 0);

    /// <summary>One past the number of the newest line. A trailing line that is still empty does not count.</summary>
    public long EndNumber => FirstNumber + Count;

    /// <summary>A line by its number, which must lie between <see cref="FirstNumber"/> and <see cref="EndNumber"/>.</summary>
    public TranscriptLine this[long number] => _lines[_gone + checked((int)(number - FirstNumber))];

    /// <summary>Adds text at the end; line ends of any kind, also split between two calls, begin a new line.</summary>
    public void Append(string text, ThemeRole role = ThemeRole.Text)
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
            AppendToLine(end < 0 ? rest : rest[..end], role);
            if (end < 0)
            {
                return;
            }

            EndLine();
            bool bareReturn = rest[end] == '\r';
            rest = rest[(end + 1)..];
            if (bareReturn && rest.IsEmpty)
            {
                _afterReturn = true;
            }
            else if (bareReturn && rest[0] == '\n')
            {
                rest = rest[1..];
            }
        }
    }

    /// <summary>Adds whole lines, beginning on a line of their own.</summary>
    public void AppendLine(string text, ThemeRole role = ThemeRole.Text)
    {
        BeginLine();
        Append(text, role);
        EndLine();
    }

    public void AppendLine(StyledLine line)
    {
        BeginLine();
        _chars += line.Text.Length;
        _lines[^1].Set(line);
        EndLine();
    }

    /// <summary>Ends the last line if anything stands in it.</summary>
    public void BeginLine()
    {
        _afterReturn = false;
        if (_lines[^1].Length > 0)
        {
            EndLine();
        }
    }

    public void Clear()
    {
        FirstNumber = EndNumber;
        _lines.Clear();
        _lines.Add(new TranscriptLine());
        (_gone, _chars, Forgotten, _afterReturn) = (0, 0, 0, false);
    }

    /// <summary>The text between two places, lines joined by LF; lines that are gone are left out.</summary>
    public string TextBetween(TranscriptPlace from, TranscriptPlace to)
    {
        Reading?.Invoke();
        var text = new StringBuilder();
        for (long number = Math.Max(from.Line, FirstNumber); number <= to.Line && number < EndNumber; number++)
        {
            var line = this[number];
            int start = number == from.Line ? Math.Min(from.Column, line.Length) : 0;
            int end = number == to.Line ? Math.Min(to.Column, line.Length) : line.Length;
            text.Append(line.Text[start..Math.Max(start, end)]);
            if (number < Math.Min(to.Line, EndNumber - 1) && !line.GoesOn)
            {
                text.Append('\n');
            }
        }

        return text.ToString();
    }

    /// <summary>Everything that is still there.</summary>
    public string AllText() => TextBetween(new TranscriptPlace(FirstNumber, 0), new TranscriptPlace(long.MaxValue, 0));

    internal void BeforeReading() => Reading?.Invoke();

    /// <summary>Replaces the text of the last, unfinished line; for writers that style it again as it grows.</summary>
    internal void SetLast(StyledLine line)
    {
        _chars += line.Text.Length - _lines[^1].Length;
        _lines[^1].Set(line);
    }

    internal void EndLine(bool goesOn = false)
    {
        _lines[^1].GoesOn = goesOn;
        _lines[^1].Trim();
        _lines.Add(new TranscriptLine());
        while (_lines.Count - _gone > 1 && (_lines.Count - _gone - 1 > _maxLines || _chars > MaxChars))
        {
            _chars -= _lines[_gone].Length;
            _lines[_gone] = NoLine;
            _gone++;
            FirstNumber++;
            Forgotten++;
        }

        if (_gone > 1_024 && _gone > _lines.Count / 2)
        {
            _lines.RemoveRange(0, _gone);
            _gone = 0;
        }
    }

    private void AppendToLine(ReadOnlySpan<char> text, ThemeRole role)
    {
        while (!text.IsEmpty)
        {
            int room = MaxLineChars - _lines[^1].Length;
            if (room <= 0 || (room == 1 && char.IsHighSurrogate(text[0])))
            {
                EndLine(goesOn: true);
                continue;
            }

            int take = Math.Min(room, text.Length);
            if (take < text.Length && char.IsHighSurrogate(text[take - 1]))
            {
                take--;
            }

            _lines[^1].Append(text[..take], role);
            _chars += take;
            text = text[take..];
        }
    }

    private static readonly TranscriptLine NoLine = new();
}
