using Samantha.Terminal.Input;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Transcripts;

/// <summary>Selecting in a transcript view: whole lines by keys, any characters by mouse; copying; moving.</summary>
public sealed partial class TranscriptView
{
    private TranscriptPlace? _anchor;
    private TranscriptPlace? _head;
    private bool _selecting;

    public bool HasSelection => _anchor is not null && _head is not null && (_selecting || _anchor != _head);

    /// <summary>True while keys extend the selection by lines.</summary>
    public bool IsSelecting => _selecting;

    public string SelectedText
    {
        get
        {
            if (!HasSelection)
            {
                return "";
            }

            var (from, to) = Ordered();
            return Log.TextBetween(from, to);
        }
    }

    private (TranscriptPlace From, TranscriptPlace To) Ordered()
    {
        var (from, to) = _anchor <= _head ? (_anchor!.Value, _head!.Value) : (_head!.Value, _anchor!.Value);
        return _selecting ? (new TranscriptPlace(from.Line, 0), new TranscriptPlace(to.Line, int.MaxValue)) : (from, to);
    }

    private (int Start, int End)? SelectionOf(long number, int length)
    {
        if (!HasSelection)
        {
            return null;
        }

        var (from, to) = Ordered();
        if (number < from.Line || number > to.Line)
        {
            return null;
        }

        int start = number == from.Line ? Math.Min(from.Column, length) : 0;
        return (start, number == to.Line ? Math.Min(to.Column, length) : length);
    }

    private void ToggleSelecting()
    {
        _selecting = !_selecting;
        if (!_selecting)
        {
            (_anchor, _head) = (null, null);
            return;
        }

        long line = Math.Min(_found?.Line ?? LastVisible().Line, Log.EndNumber - 1);
        _anchor = _head = new TranscriptPlace(Math.Max(line, Log.FirstNumber), 0);
    }

    private void CopySelection()
    {
        Kit.Copy(SelectedText);
        _selecting = false;
        (_anchor, _head) = (null, null);
    }

    private bool Cancel()
    {
        if (!CanRun("log.cancel"))
        {
            return false;
        }

        if (_selecting || HasSelection)
        {
            _selecting = false;
            (_anchor, _head) = (null, null);
        }
        else
        {
            (_typing, _notFound, _found) = (false, false, null);
            _query.Set("");
        }

        return true;
    }

    private void Step(int rows)
    {
        if (!_selecting || _head is not { } head)
        {
            _scroll.Scroll(rows);
            return;
        }

        MoveHead(head.Line + rows);
    }

    private void StepToEnd(bool last)
    {
        if (_selecting)
        {
            MoveHead(last ? Log.EndNumber - 1 : Log.FirstNumber);
        }
        else if (last)
        {
            _scroll.FollowTail();
        }
        else
        {
            _scroll.ToFirst();
        }
    }

    private void MoveHead(long line)
    {
        if (Log.Count > 0)
        {
            _head = new TranscriptPlace(Math.Clamp(line, Log.FirstNumber, Log.EndNumber - 1), 0);
            _scroll.Reveal(_head.Value);
        }
    }

    private bool OnMouse(MouseEvent mouse)
    {
        switch (mouse.Action)
        {
            case MouseAction.WheelUp or MouseAction.WheelDown:
                _scroll.Scroll(mouse.Action == MouseAction.WheelUp ? -WheelRows : WheelRows);
                return true;
            case MouseAction.Press when mouse.Button == MouseButton.Left && _badge.Contains(mouse.X, mouse.Y):
                _scroll.FollowTail();
                return true;
            case MouseAction.Press when mouse.Button == MouseButton.Left:
                _selecting = false;
                _anchor = _head = PlaceAt(mouse);
                return true;
            case MouseAction.Drag when _anchor is not null && mouse.Button == MouseButton.Left:
                ScrollAtEdge(mouse.Y - Bounds.Y);
                _head = PlaceAt(mouse) ?? _head;
                return true;
            default:
                return false;
        }
    }

    private void ScrollAtEdge(int y)
    {
        if (y < 0 || y >= BodyRows)
        {
            _scroll.Scroll(y < 0 ? -1 : 1);
        }
    }

    private TranscriptPlace? PlaceAt(MouseEvent mouse)
    {
        _scroll.Settle();
        if (Log.Count == 0)
        {
            return null;
        }

        if (_scroll.RowAt(Math.Clamp(mouse.Y - Bounds.Y, 0, BodyRows - 1)) is not { } place)
        {
            return new TranscriptPlace(Log.EndNumber - 1, Log[Log.EndNumber - 1].Length);
        }

        var line = Log[place.Line];
        var starts = line.Rows(_scroll.WidthCells);
        int end = place.Row + 1 < starts.Count ? starts[place.Row + 1] : line.Length;
        int at = starts[place.Row];
        int cells = 0;
        while (at < end)
        {
            int length = CellText.NextCluster(line.Text[at..end], out int width);
            if (cells + width > mouse.X - Bounds.X)
            {
                break;
            }

            cells += width;
            at += length;
        }

        return new TranscriptPlace(place.Line, at);
    }
}
