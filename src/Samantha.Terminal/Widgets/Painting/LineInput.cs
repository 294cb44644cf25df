using Samantha.Terminal.Input;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Painting;

/// <summary>
/// A one-line text with a cursor, as used by filters, searches, the palette and text fields. Reads editing keys; leaves Enter,
/// Escape and Tab to its owner. Line ends in pasted text become blanks.
/// </summary>
public sealed class LineInput
{
    private readonly TextAreaState _state = new();

    /// <summary>Longer input is cut.</summary>
    public int MaxChars { get; init; } = 4_096;

    public string Text => _state.Document.Lines[0];

    /// <summary>Offset of the cursor in the text.</summary>
    public int Caret => _state.Caret.Column;

    public TextRange Selection => _state.Selection;

    public void Set(string text)
    {
        _state.Load(OneLine(text));
        _state.MoveToEnd();
    }

    public void MoveTo(int offset, bool select = false) => _state.MoveTo(new TextPosition(0, offset), select);

    /// <summary>True when the event was an editing key, typed text or a paste.</summary>
    public bool Handle(InputEvent input)
    {
        switch (input)
        {
            case PasteEvent paste:
                Insert(paste.Text);
                return true;
            case KeyEvent { IsText: true } typed:
                Insert(typed.Text);
                return true;
            case KeyEvent key:
                return Edit(key);
            default:
                return false;
        }
    }

    private void Insert(string text)
    {
        string line = OneLine(text);
        int room = MaxChars - Text.Length + _state.SelectedText.Length;
        if (line.Length > room)
        {
            line = line[..CellText.SnapToCluster(line, Math.Max(0, room))];
        }

        _state.Insert(line, typed: true);
    }

    private bool Edit(KeyEvent key)
    {
        bool select = key.Has(KeyModifiers.Shift);
        bool word = key.Has(KeyModifiers.Ctrl) || key.Has(KeyModifiers.Alt);
        switch (key.Key)
        {
            case Key.Left when word:
                _state.MoveWordLeft(select);
                return true;
            case Key.Left:
                _state.MoveLeft(select);
                return true;
            case Key.Right when word:
                _state.MoveWordRight(select);
                return true;
            case Key.Right:
                _state.MoveRight(select);
                return true;
            case Key.Home:
                _state.MoveToStart(select);
                return true;
            case Key.End:
                _state.MoveToEnd(select);
                return true;
            case Key.Backspace when word:
                _state.DeleteWordBefore();
                return true;
            case Key.Backspace:
                _state.Backspace();
                return true;
            case Key.Delete:
                _state.Delete();
                return true;
            case Key.Character when key.Modifiers == KeyModifiers.Ctrl:
                return Control(key.Text);
            default:
                return false;
        }
    }

    private bool Control(string letter)
    {
        switch (letter)
        {
            case "w":
                _state.DeleteWordBefore();
                return true;
            case "u":
                _state.DeleteRange(TextRange.Between(default, _state.Caret));
                return true;
            case "k":
                _state.DeleteToLineEnd();
                return true;
            case "z":
                return _state.Undo();
            case "y":
                return _state.Redo();
            default:
                return false;
        }
    }

    private static string OneLine(string text) => TextDocument.Normalise(text).Replace('\n', ' ');
}
