using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Editing;

/// <summary>
/// What a person edits: the document, the caret, the selection, and undo. Every change goes through <see cref="Insert"/> or
/// <see cref="DeleteRange"/>, so it can be taken back. Draws nothing and reads no keys.
/// </summary>
public sealed partial class TextAreaState
{
    private readonly EditHistory _history = new();
    private int? _preferredCell;

    public TextAreaState(string text = "")
    {
        Document = new TextDocument(text);
        Layout = new TextAreaLayout(Document);
    }

    /// <summary>Told after every change of the text, not of the caret.</summary>
    public event Action? TextChanged;

    public TextDocument Document { get; }

    public TextAreaLayout Layout { get; }

    public TextPosition Caret { get; private set; }

    /// <summary>The other end of the selection, or the caret when nothing is selected.</summary>
    public TextPosition Anchor { get; private set; }

    public TextRange Selection => TextRange.Between(Caret, Anchor);

    public bool HasSelection => Caret != Anchor;

    public string SelectedText => HasSelection ? Document.TextIn(Selection) : "";

    public bool CanUndo => _history.CanUndo;

    public bool CanRedo => _history.CanRedo;

    public string Text => Document.Text;

    /// <summary>Another text altogether; undo does not reach behind it.</summary>
    public void Load(string text)
    {
        Document.Replace(Document.All, text);
        _history.Clear();
        MoveTo(default, select: false);
        TextChanged?.Invoke();
    }

    /// <summary>The whole text exchanged as one step that undo takes back, for an external editor's result.</summary>
    public void ReplaceAll(string text)
    {
        if (TextDocument.Normalise(text) == Document.Text)
        {
            return;
        }

        Apply(Document.All, text, mayJoin: false);
    }

    public void MoveTo(TextPosition position, bool select)
    {
        Caret = Document.Clamp(position);
        if (!select)
        {
            Anchor = Caret;
        }

        _preferredCell = null;
        _history.Close();
    }

    public void Select(TextRange range)
    {
        MoveTo(range.Start, select: false);
        MoveTo(range.End, select: true);
    }

    public void SelectAll() => Select(Document.All);

    /// <summary>Puts text in the place of the selection. Single typed characters join into one step of undo.</summary>
    public void Insert(string text, bool typed = false) => Apply(Selection, text, typed && !HasSelection && text != "\n");

    public void DeleteRange(TextRange range, bool mayJoin = false)
    {
        if (!range.IsEmpty)
        {
            Apply(range, "", mayJoin);
        }
    }

    /// <summary>Deletes the selection, or the cluster before the caret.</summary>
    public void Backspace() => DeleteRange(HasSelection ? Selection : TextRange.Between(Before(Caret), Caret), !HasSelection);

    /// <summary>Deletes the selection, or the cluster after the caret.</summary>
    public void Delete() => DeleteRange(HasSelection ? Selection : TextRange.Between(Caret, After(Caret)), !HasSelection);

    public void DeleteWordBefore() => DeleteRange(HasSelection ? Selection : TextRange.Between(WordBefore(Caret), Caret));

    public void DeleteWordAfter() => DeleteRange(HasSelection ? Selection : TextRange.Between(Caret, WordAfter(Caret)));

    /// <summary>Deletes from the caret to the line's end, or the line end itself when the caret stands there.</summary>
    public void DeleteToLineEnd()
    {
        var end = new TextPosition(Caret.Line, Document.Lines[Caret.Line].Length);
        DeleteRange(TextRange.Between(Caret, end == Caret ? After(Caret) : end));
    }

    public bool Undo()
    {
        if (_history.TakeUndo() is not { } edit)
        {
            return false;
        }

        Document.Replace(RangeOf(edit.Start, edit.Inserted), edit.Removed);
        (Caret, Anchor, _preferredCell) = (Document.Clamp(edit.CaretBefore), Document.Clamp(edit.CaretBefore), null);
        TextChanged?.Invoke();
        return true;
    }

    public bool Redo()
    {
        if (_history.TakeRedo() is not { } edit)
        {
            return false;
        }

        var end = Document.Replace(RangeOf(edit.Start, edit.Removed), edit.Inserted);
        (Caret, Anchor, _preferredCell) = (Document.Clamp(end), Document.Clamp(end), null);
        TextChanged?.Invoke();
        return true;
    }

    private void Apply(TextRange range, string text, bool mayJoin)
    {
        var (start, end) = (Document.Clamp(range.Start), Document.Clamp(range.End));
        string removed = Document.TextIn(new TextRange(start, end));
        var before = Caret;
        var after = Document.Replace(new TextRange(start, end), text);

        // What stands there now is read back: the document leaves out what exceeds its bound.
        string inserted = Document.TextInRaw(start, after);
        if (removed.Length > 0 || inserted.Length > 0)
        {
            _history.Add(new TextEdit(start, removed, inserted, before), mayJoin);
        }

        (Caret, Anchor, _preferredCell) = (Document.Clamp(after), Document.Clamp(after), null);
        TextChanged?.Invoke();
    }

    private static TextRange RangeOf(TextPosition start, string text)
    {
        int lines = text.AsSpan().Count('\n');
        int column = lines == 0 ? start.Column + text.Length : text.Length - text.LastIndexOf('\n') - 1;
        return new TextRange(start, new TextPosition(start.Line + lines, column));
    }

    private TextPosition Before(TextPosition position)
    {
        if (position.Column > 0)
        {
            return position with { Column = CellText.Before(Document.Lines[position.Line], position.Column) };
        }

        return position.Line == 0 ? position : new TextPosition(position.Line - 1, Document.Lines[position.Line - 1].Length);
    }

    private TextPosition After(TextPosition position)
    {
        if (position.Column < Document.Lines[position.Line].Length)
        {
            return position with { Column = CellText.After(Document.Lines[position.Line], position.Column) };
        }

        return position.Line + 1 >= Document.Lines.Count ? position : new TextPosition(position.Line + 1, 0);
    }
}
