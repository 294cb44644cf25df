namespace Samantha.Terminal.Widgets.Editing;

/// <summary>
/// The edits that undo takes back and redo brings again. Typing in one go is one edit. Bounded by number and size: the oldest
/// edits are forgotten first. Does not touch the document.
/// </summary>
public sealed class EditHistory
{
    /// <summary>More steps than anybody takes back by hand.</summary>
    public const int MaxEdits = 1_000;

    /// <summary>Characters kept for undo, over all edits; a few very large pastes.</summary>
    public const int MaxChars = 16_000_000;

    private readonly LinkedList<TextEdit> _undo = new();
    private readonly Stack<TextEdit> _redo = new();
    private long _chars;
    private bool _closed = true;

    public bool CanUndo => _undo.Count > 0;

    public bool CanRedo => _redo.Count > 0;

    /// <summary>The next edit starts a new step even when it continues the last one.</summary>
    public void Close() => _closed = true;

    public void Add(TextEdit edit, bool mayJoin)
    {
        _redo.Clear();
        if (!_closed && mayJoin && _undo.Last?.Value is { } last && last.TryJoin(edit) is { } joined)
        {
            _undo.RemoveLast();
            _chars -= last.Chars;
            Push(joined);
        }
        else
        {
            Push(edit);
        }

        _closed = !mayJoin;
    }

    public TextEdit? TakeUndo()
    {
        if (_undo.Last?.Value is not { } edit)
        {
            return null;
        }

        _undo.RemoveLast();
        _chars -= edit.Chars;
        _redo.Push(edit);
        _closed = true;
        return edit;
    }

    public TextEdit? TakeRedo()
    {
        if (!_redo.TryPop(out var edit))
        {
            return null;
        }

        Push(edit);
        _closed = true;
        return edit;
    }

    public void Clear()
    {
        _undo.Clear();
        _redo.Clear();
        _chars = 0;
        _closed = true;
    }

    private void Push(TextEdit edit)
    {
        _undo.AddLast(edit);
        _chars += edit.Chars;
        while (_undo.Count > 1 && (_undo.Count > MaxEdits || _chars > MaxChars))
        {
            _chars -= _undo.First!.Value.Chars;
            _undo.RemoveFirst();
        }
    }
}
