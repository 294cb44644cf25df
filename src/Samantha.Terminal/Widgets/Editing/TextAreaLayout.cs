using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Editing;

/// <summary>
/// How a document's lines fall into rows at one width. Lines are wrapped when somebody looks at them and again only when they
/// change, so a large text costs no more than the screen shows. Does not change the document.
/// </summary>
public sealed class TextAreaLayout
{
    private readonly TextDocument _document;
    private readonly List<int[]?> _rows = [];

    public TextAreaLayout(TextDocument document)
    {
        _document = document;
        Reset();
        document.LinesChanged += OnLinesChanged;
    }

    /// <summary>Cells of a row. Setting another width forgets all rows.</summary>
    public int WidthCells
    {
        get;
        set
        {
            int width = Math.Max(1, value);
            if (width != field)
            {
                field = width;
                Reset();
            }
        }
    } = 80;

    /// <summary>Offsets at which the rows of the line begin.</summary>
    public ReadOnlySpan<int> RowStarts(int line) => _rows[line] ??= SoftWrap.RowStarts(_document.Lines[line], WidthCells);

    public RowPlace RowOf(TextPosition position) =>
        new(position.Line, SoftWrap.RowOf(RowStarts(position.Line), position.Column));

    /// <summary>First and one-past-last offset of a row.</summary>
    public (int Start, int End) RowSpan(RowPlace row)
    {
        var starts = RowStarts(row.Line);
        int index = Math.Clamp(row.Row, 0, starts.Length - 1);
        return (starts[index], index + 1 < starts.Length ? starts[index + 1] : _document.Lines[row.Line].Length);
    }

    /// <summary>The row that lies so many rows below (or above, negative), stopping at the ends of the text.</summary>
    public RowPlace Move(RowPlace from, int rows)
    {
        int line = Math.Clamp(from.Line, 0, _document.Lines.Count - 1);
        int row = Math.Clamp(from.Row, 0, RowStarts(line).Length - 1);
        for (; rows > 0; rows--)
        {
            if (row + 1 < RowStarts(line).Length)
            {
                row++;
            }
            else if (line + 1 < _document.Lines.Count)
            {
                (line, row) = (line + 1, 0);
            }
            else
            {
                break;
            }
        }

        for (; rows < 0; rows++)
        {
            if (row > 0)
            {
                row--;
            }
            else if (line > 0)
            {
                line--;
                row = RowStarts(line).Length - 1;
            }
            else
            {
                break;
            }
        }

        return new RowPlace(line, row);
    }

    /// <summary>Rows from one place down to another; never counts further than the limit.</summary>
    public int RowsBetween(RowPlace top, RowPlace bottom, int limit)
    {
        int rows = 0;
        for (int line = top.Line; line < bottom.Line; line++)
        {
            rows += RowStarts(line).Length - (line == top.Line ? top.Row : 0);
            if (rows >= limit)
            {
                return limit;
            }
        }

        return Math.Min(limit, rows + bottom.Row - (top.Line == bottom.Line ? top.Row : 0));
    }

    /// <summary>Cells between the row's start and the position.</summary>
    public int CellOf(TextPosition position)
    {
        int start = RowSpan(RowOf(position)).Start;
        return CellText.Width(_document.Lines[position.Line].AsSpan(start, position.Column - start));
    }

    /// <summary>The position in the row that is drawn at the cell, or the nearest one.</summary>
    public TextPosition PositionAt(RowPlace row, int cell)
    {
        var (start, end) = RowSpan(row);
        var text = _document.Lines[row.Line].AsSpan();
        int at = start;
        int cells = 0;
        while (at < end)
        {
            int length = CellText.NextCluster(text[at..], out int width);
            bool lastOfWrappedRow = at + length >= end && end < text.Length;
            if (cells + width > cell || lastOfWrappedRow)
            {
                break;
            }

            cells += width;
            at += length;
        }

        return new TextPosition(row.Line, at);
    }

    private void Reset()
    {
        _rows.Clear();
        _rows.AddRange(new int[]?[_document.Lines.Count]);
    }

    private void OnLinesChanged(int first, int removed, int inserted)
    {
        if (removed == inserted)
        {
            for (int line = first; line < first + inserted; line++)
            {
                _rows[line] = null;
            }

            return;
        }

        _rows.RemoveRange(first, removed);
        _rows.InsertRange(first, new int[]?[inserted]);
    }
}
