namespace Samantha.Terminal.Widgets.Transcripts;

/// <summary>
/// Which rows of a log are on the screen: the tail until somebody scrolls away, then a fixed place until the end is reached
/// again. Draws nothing.
/// </summary>
public sealed class TranscriptScroll
{
    private readonly TranscriptLog _log;
    private long _seenEnd;

    public TranscriptScroll(TranscriptLog log) => _log = log;

    public int WidthCells { get; private set; } = 80;

    public int PageRows { get; private set; } = 1;

    /// <summary>True while new lines move the screen.</summary>
    public bool Follows { get; private set; } = true;

    /// <summary>First line and row on the screen.</summary>
    public (long Line, int Row) Top { get; private set; }

    /// <summary>Lines that came since the screen stopped following.</summary>
    public long NewLines => Follows ? 0 : Math.Max(0, _log.EndNumber - _seenEnd);

    public void Resize(int widthCells, int pageRows)
    {
        WidthCells = Math.Max(1, widthCells);
        PageRows = Math.Max(1, pageRows);
    }

    /// <summary>To be called before reading <see cref="Top"/>: lines may have come or gone.</summary>
    public void Settle()
    {
        if (Follows)
        {
            Top = Back(End(), PageRows);
            return;
        }

        if (Top.Line < _log.FirstNumber)
        {
            Top = (_log.FirstNumber, 0);
        }

        if (Top.Line >= _log.EndNumber)
        {
            Top = Back(End(), PageRows);
        }
        else if (Top.Row >= Rows(Top.Line))
        {
            Top = (Top.Line, Rows(Top.Line) - 1);
        }
    }

    public void Scroll(int rows)
    {
        Settle();
        if (rows < 0)
        {
            var above = Back(Top, -rows);
            if (above != Top)
            {
                Leave();
            }

            Top = above;
            return;
        }

        var lowest = Back(End(), PageRows);
        Top = Forward(Top, rows);
        if (IsAtOrBelow(Top, lowest))
        {
            FollowTail();
        }
    }

    public void ToFirst()
    {
        if (IsAtOrBelow((_log.FirstNumber, 0), Back(End(), PageRows)))
        {
            return;
        }

        Leave();
        Top = (_log.FirstNumber, 0);
    }

    public void FollowTail()
    {
        Follows = true;
        Settle();
    }

    /// <summary>Brings a place onto the screen, in its upper third when it was not there.</summary>
    public void Reveal(TranscriptPlace place)
    {
        Settle();
        if (_log.Count == 0)
        {
            return;
        }

        long line = Math.Clamp(place.Line, _log.FirstNumber, _log.EndNumber - 1);
        var row = (line, RowOf(line, place.Column));
        if (IsAtOrBelow(row, Top) && IsAtOrBelow(Forward(Top, PageRows - 1), row))
        {
            return;
        }

        Leave();
        Top = Back(row, PageRows / 3);
        if (IsAtOrBelow(Top, Back(End(), PageRows)))
        {
            FollowTail();
        }
    }

    /// <summary>Puts a line onto the first row; near the end it is the end that is followed.</summary>
    public void ShowFrom(long line)
    {
        Settle();
        if (_log.Count == 0)
        {
            return;
        }

        Leave();
        Top = (Math.Clamp(line, _log.FirstNumber, _log.EndNumber - 1), 0);
        if (IsAtOrBelow(Top, Back(End(), PageRows)))
        {
            FollowTail();
        }
    }

    /// <summary>The line and row that lies so many rows below the top; null below the end.</summary>
    public (long Line, int Row)? RowAt(int rowsBelowTop)
    {
        var (line, row) = Top;
        for (int left = rowsBelowTop; line < _log.EndNumber; line++, row = 0)
        {
            int rows = Rows(line) - row;
            if (left < rows)
            {
                return (line, row + left);
            }

            left -= rows;
        }

        return null;
    }

    public int RowOf(long line, int column)
    {
        var starts = _log[line].Rows(WidthCells);
        int row = starts.Count - 1;
        while (row > 0 && starts[row] > column)
        {
            row--;
        }

        return row;
    }

    private void Leave()
    {
        if (Follows)
        {
            Follows = false;
            _seenEnd = _log.EndNumber;
        }
    }

    private (long Line, int Row) End() => (_log.EndNumber, 0);

    private int Rows(long line) => _log[line].Rows(WidthCells).Count;

    private (long Line, int Row) Back((long Line, int Row) from, int rows)
    {
        var (line, row) = from;
        for (; rows > 0; rows--)
        {
            if (row > 0)
            {
                row--;
            }
            else if (line > _log.FirstNumber)
            {
                line--;
                row = Rows(line) - 1;
            }
            else
            {
                break;
            }
        }

        return (line, row);
    }

    private (long Line, int Row) Forward((long Line, int Row) from, int rows)
    {
        var (line, row) = from;
        for (; rows > 0 && line < _log.EndNumber; rows--)
        {
            if (row + 1 < Rows(line))
            {
                row++;
            }
            else
            {
                (line, row) = (line + 1, 0);
            }
        }

        return (line, row);
    }

    private static bool IsAtOrBelow((long Line, int Row) place, (long Line, int Row) other) =>
        place.Line > other.Line || (place.Line == other.Line && place.Row >= other.Row);
}
