namespace Samantha.Terminal.Widgets.Editing;

/// <summary>How the caret moves: by cluster, word, row, page, line and document, and to what a search finds.</summary>
public sealed partial class TextAreaState
{
    /// <summary>To the left; a selection that is not being extended collapses to its start.</summary>
    public void MoveLeft(bool select = false) =>
        MoveTo(HasSelection && !select ? Selection.Start : Before(Caret), select);

    public void MoveRight(bool select = false) =>
        MoveTo(HasSelection && !select ? Selection.End : After(Caret), select);

    public void MoveWordLeft(bool select = false) => MoveTo(WordBefore(Caret), select);

    public void MoveWordRight(bool select = false) => MoveTo(WordAfter(Caret), select);

    /// <summary>Rows down (negative: up), keeping the cell in which the movement began.</summary>
    public void MoveRows(int rows, bool select = false)
    {
        int cell = _preferredCell ?? Layout.CellOf(Caret);
        var from = Layout.RowOf(Caret);
        var to = Layout.Move(from, rows);
        var target = to != from ? Layout.PositionAt(to, cell) : rows < 0 ? default : Document.End;
        MoveTo(target, select);
        _preferredCell = cell;
    }

    /// <summary>To the start of the row, or from there to the start of the line.</summary>
    public void MoveToRowStart(bool select = false)
    {
        int start = Layout.RowSpan(Layout.RowOf(Caret)).Start;
        MoveTo(Caret with { Column = Caret.Column == start ? 0 : start }, select);
    }

    /// <summary>To the end of the row, or from there to the end of the line.</summary>
    public void MoveToRowEnd(bool select = false)
    {
        var end = Layout.PositionAt(Layout.RowOf(Caret), int.MaxValue);
        MoveTo(end == Caret ? Caret with { Column = Document.Lines[Caret.Line].Length } : end, select);
    }

    public void MoveToStart(bool select = false) => MoveTo(default, select);

    public void MoveToEnd(bool select = false) => MoveTo(Document.End, select);

    /// <summary>Selects the word around the position, as a double click does.</summary>
    public void SelectWord(TextPosition position)
    {
        var place = Document.Clamp(position);
        string line = Document.Lines[place.Line];
        int start = place.Column;
        int end = place.Column;
        while (start > 0 && IsWord(line[start - 1]))
        {
            start--;
        }

        while (end < line.Length && IsWord(line[end]))
        {
            end++;
        }

        Select(new TextRange(place with { Column = start }, place with { Column = end }));
    }

    /// <summary>
    /// Selects the next (or previous) place where the text occurs, going round at the end. False when there is none.
    /// </summary>
    public bool FindNext(string query, bool backwards = false, bool fromCaret = false)
    {
        if (query.Length == 0)
        {
            return false;
        }

        int count = Document.Lines.Count;
        var from = backwards || fromCaret ? Selection.Start : Selection.End;
        for (int step = 0; step <= count; step++)
        {
            int line = ((from.Line + (backwards ? -step : step)) % count + count) % count;
            int column = step == 0 ? from.Column : backwards ? Document.Lines[line].Length : 0;
            int at = Find(Document.Lines[line], query, column, backwards);
            if (at >= 0)
            {
                Select(new TextRange(new TextPosition(line, at), new TextPosition(line, at + query.Length)));
                return true;
            }
        }

        return false;
    }

    private static int Find(string line, string query, int column, bool backwards)
    {
        if (!backwards)
        {
            return line.IndexOf(query, column, StringComparison.OrdinalIgnoreCase);
        }

        return line[..column].LastIndexOf(query, StringComparison.OrdinalIgnoreCase);
    }

    private TextPosition WordBefore(TextPosition position)
    {
        if (position.Column == 0)
        {
            return Before(position);
        }

        string line = Document.Lines[position.Line];
        int at = position.Column;
        while (at > 0 && !IsWord(line[at - 1]))
        {
            at--;
        }

        while (at > 0 && IsWord(line[at - 1]))
        {
            at--;
        }

        return Document.Clamp(position with { Column = at });
    }

    private TextPosition WordAfter(TextPosition position)
    {
        string line = Document.Lines[position.Line];
        if (position.Column >= line.Length)
        {
            return After(position);
        }

        int at = position.Column;
        while (at < line.Length && !IsWord(line[at]))
        {
            at++;
        }

        while (at < line.Length && IsWord(line[at]))
        {
            at++;
        }

        return Document.Clamp(position with { Column = at });
    }

    private static bool IsWord(char letter) => char.IsLetterOrDigit(letter) || letter == '_' || char.IsSurrogate(letter);
}
