namespace Samantha.Terminal.Widgets.Editing;

/// <summary>
/// The lines of an editable text and the one way to change them, <see cref="Replace"/>. Knows nothing of cursor, wrapping or
/// undo. Line ends of any kind become LF; the size is bounded.
/// </summary>
public sealed class TextDocument
{
    /// <summary>A prompt list of this size is far beyond every context window; more only makes the editor slow.</summary>
    public const int MaxChars = 4_000_000;

    private readonly List<string> _lines = [""];

    public TextDocument(string text = "")
    {
        Replace(new TextRange(default, default), text);
        Version = 0;
    }

    /// <summary>Told after every change: first line touched, how many lines went, how many came.</summary>
    public event Action<int, int, int>? LinesChanged;

    /// <summary>Grows with every change.</summary>
    public long Version { get; private set; }

    /// <summary>Characters, line ends counted as one each.</summary>
    public int Length { get; private set; }

    public IReadOnlyList<string> Lines => _lines;

    public TextPosition End => new(_lines.Count - 1, _lines[^1].Length);

    public TextRange All => new(default, End);

    public string Text => string.Join('\n', _lines);

    /// <summary>Any position made one that exists and does not lie inside a grapheme cluster.</summary>
    public TextPosition Clamp(TextPosition position)
    {
        int line = Math.Clamp(position.Line, 0, _lines.Count - 1);
        int column = position.Line < 0 ? 0 : position.Line >= _lines.Count ? _lines[line].Length : position.Column;
        return new TextPosition(line, Wrapping.CellText.SnapToCluster(_lines[line], column));
    }

    public string TextIn(TextRange range) => TextInRaw(Clamp(range.Start), Clamp(range.End));

    /// <summary>
    /// Like <see cref="TextIn"/> for places known to exist, which may lie inside a cluster that an edit has just made.
    /// </summary>
    internal string TextInRaw(TextPosition start, TextPosition end)
    {
        if (start.Line == end.Line)
        {
            return end > start ? _lines[start.Line][start.Column..end.Column] : "";
        }

        var text = new System.Text.StringBuilder(_lines[start.Line][start.Column..]);
        for (int line = start.Line + 1; line < end.Line; line++)
        {
            text.Append('\n').Append(_lines[line]);
        }

        return text.Append('\n').Append(_lines[end.Line].AsSpan(0, end.Column)).ToString();
    }

    /// <summary>Puts the text in the place of the range and returns where it ends; what exceeds the bound is left out.</summary>
    public TextPosition Replace(TextRange range, string text)
    {
        // Only into the text, not onto cluster borders: undo must be able to take a combining mark away again.
        var (start, end) = (Bound(range.Start), Bound(range.End));
        int removed = TextInRaw(start, end).Length;
        string[] pieces = Fit(Normalise(text), MaxChars - (Length - removed)).Split('\n');
        string head = _lines[start.Line][..start.Column];
        string tail = _lines[end.Line][end.Column..];
        int lastColumn = pieces.Length == 1 ? head.Length + pieces[0].Length : pieces[^1].Length;
        int inserted = pieces.Sum(piece => piece.Length) + pieces.Length - 1;
        pieces[0] = head + pieces[0];
        pieces[^1] += tail;
        int oldCount = end.Line - start.Line + 1;
        if (oldCount == 1 && pieces.Length == 1)
        {
            _lines[start.Line] = pieces[0];
        }
        else
        {
            _lines.RemoveRange(start.Line, oldCount);
            _lines.InsertRange(start.Line, pieces);
        }

        Length += inserted - removed;
        Version++;
        LinesChanged?.Invoke(start.Line, oldCount, pieces.Length);
        return new TextPosition(start.Line + pieces.Length - 1, lastColumn);
    }

    /// <summary>The position of a character offset in <see cref="Text"/>, for callers that count in offsets.</summary>
    public TextPosition PositionAt(int offset)
    {
        int left = Math.Clamp(offset, 0, Length);
        for (int line = 0; line < _lines.Count; line++)
        {
            if (left <= _lines[line].Length)
            {
                return new TextPosition(line, left);
            }

            left -= _lines[line].Length + 1;
        }

        return End;
    }

    public int OffsetOf(TextPosition position)
    {
        var place = Clamp(position);
        int offset = place.Column;
        for (int line = 0; line < place.Line; line++)
        {
            offset += _lines[line].Length + 1;
        }

        return offset;
    }

    /// <summary>
    /// Line ends as LF. Other control characters stay: the screen shows them as marks, so nothing is lost silently.
    /// </summary>
    public static string Normalise(string text) =>
        text.Contains('\r') ? text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n') : text;

    private TextPosition Bound(TextPosition position)
    {
        int line = Math.Clamp(position.Line, 0, _lines.Count - 1);
        int length = _lines[line].Length;
        return new TextPosition(line, position.Line > line ? length : Math.Clamp(position.Column, 0, length));
    }

    private static string Fit(string text, int room)
    {
        if (text.Length <= room)
        {
            return text;
        }

        int cut = Math.Max(0, room);
        return text[..(cut > 0 && char.IsHighSurrogate(text[cut - 1]) ? cut - 1 : cut)];
    }
}
