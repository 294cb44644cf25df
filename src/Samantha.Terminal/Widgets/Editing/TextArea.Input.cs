using Samantha.Terminal.Input;

namespace Samantha.Terminal.Widgets.Editing;

/// <summary>Keys, mouse and paste of the text area.</summary>
public sealed partial class TextArea
{
    private const int CodeIndentCells = 4;

    public override bool Handle(InputEvent input)
    {
        PrepareLayout(Bounds.Width);
        bool used = input switch
        {
            MouseEvent mouse => OnMouse(mouse),
            _ when _pendingPaste is not null => OnPasteAnswer(input),
            _ when _searching && OnSearchInput(input) => true,
            PasteEvent paste => OnPaste(paste),
            KeyEvent key => base.Handle(key) || OnKey(key),
            _ => false,
        };
        if (used && input is not MouseEvent { Action: MouseAction.WheelUp or MouseAction.WheelDown })
        {
            _revealCaret = true;
        }

        return used;
    }

    public override bool CanRun(string actionId) => actionId switch
    {
        "edit.undo" => !ReadOnly && !UndoByOwner && State.CanUndo,
        "edit.redo" => !ReadOnly && !UndoByOwner && State.CanRedo,
        "edit.copy" => State.HasSelection,
        "edit.cut" => !ReadOnly && State.HasSelection,
        "edit.paste" => !ReadOnly && _ownClipboard.Length > 0,
        "edit.next" or "edit.previous" => _query.Text.Length > 0,
        "edit.delete-word" or "edit.delete-line-end" => !ReadOnly,
        "edit.external" => !ReadOnly && Kit.Services.EditExternally is not null,
        "edit.cancel" => _searching || _notFound || State.HasSelection,
        _ => true,
    };

    public override bool Run(string actionId)
    {
        if (!CanRun(actionId))
        {
            // Ctrl+C and Escape mean something to the parents; the other editing keys just do nothing now.
            return actionId is not ("edit.copy" or "edit.cancel" or "edit.external")
                && !(UndoByOwner && actionId is ("edit.undo" or "edit.redo"));
        }

        PrepareLayout(Bounds.Width);
        _revealCaret = true;
        switch (actionId)
        {
            case "edit.undo":
                return State.Undo();
            case "edit.redo":
                return State.Redo();
            case "edit.copy" or "edit.cut":
                CopySelection(actionId == "edit.cut");
                return true;
            case "edit.paste":
                State.Insert(_ownClipboard);
                return true;
            case "edit.select-all":
                State.SelectAll();
                return true;
            case "edit.search":
                (_searching, _notFound) = (true, false);
                return true;
            case "edit.next" or "edit.previous":
                _notFound = !State.FindNext(_query.Text, actionId == "edit.previous");
                return true;
            case "edit.delete-word":
                State.DeleteWordBefore();
                return true;
            case "edit.delete-line-end":
                State.DeleteToLineEnd();
                return true;
            case "edit.external":
                EditExternally();
                return true;
            case "edit.numbers":
                LineNumbers = !LineNumbers;
                return true;
            case "edit.cancel":
                Cancel();
                return true;
            default:
                return false;
        }
    }

    private void Cancel()
    {
        if (_searching || _notFound)
        {
            (_searching, _notFound) = (false, false);
        }
        else
        {
            State.MoveTo(State.Caret, select: false);
        }
    }

    private void CopySelection(bool cut)
    {
        _ownClipboard = State.SelectedText;
        Kit.Copy(_ownClipboard);
        if (cut)
        {
            State.Insert("");
        }
    }

    private void EditExternally() =>
        Kit.Services.EditExternally?.Invoke(State.Text, text =>
        {
            if (text is null || TextDocument.Normalise(text) == State.Text)
            {
                Kit.Services.Notify(Kit.Texts.EditorGivenUp);
                return;
            }

            var caret = State.Caret;
            State.ReplaceAll(text);
            State.MoveTo(caret, select: false);
            _revealCaret = true;
            Invalidate();
        });

    private bool OnKey(KeyEvent key)
    {
        bool select = key.Has(KeyModifiers.Shift);
        bool ctrl = key.Has(KeyModifiers.Ctrl);
        int page = Math.Max(1, BodyRows - 1);
        switch (key.Key)
        {
            case Key.Left when ctrl || key.Has(KeyModifiers.Alt):
                State.MoveWordLeft(select);
                return true;
            case Key.Right when ctrl || key.Has(KeyModifiers.Alt):
                State.MoveWordRight(select);
                return true;
            case Key.Left:
                State.MoveLeft(select);
                return true;
            case Key.Right:
                State.MoveRight(select);
                return true;
            case Key.Up or Key.Down when !ctrl && !key.Has(KeyModifiers.Alt):
                State.MoveRows(key.Key == Key.Up ? -1 : 1, select);
                return true;
            case Key.PageUp or Key.PageDown:
                State.MoveRows(key.Key == Key.PageUp ? -page : page, select);
                return true;
            case Key.Home when ctrl:
                State.MoveToStart(select);
                return true;
            case Key.End when ctrl:
                State.MoveToEnd(select);
                return true;
            case Key.Home:
                State.MoveToRowStart(select);
                return true;
            case Key.End:
                State.MoveToRowEnd(select);
                return true;
            default:
                return !ReadOnly && OnChangingKey(key);
        }
    }

    private bool OnChangingKey(KeyEvent key)
    {
        switch (key.Key)
        {
            case Key.Backspace:
                State.Backspace();
                return true;
            case Key.Delete when key.Has(KeyModifiers.Ctrl):
                State.DeleteWordAfter();
                return true;
            case Key.Delete:
                State.Delete();
                return true;
            case Key.Enter when key.Modifiers == KeyModifiers.None:
                State.Insert("\n" + (CodeKeys ? Indent() : ""));
                return true;
            case Key.Tab when CodeKeys && key.Modifiers == KeyModifiers.None:
                State.Insert(new string(' ', CodeIndentCells));
                return true;
            case Key.Character when key.IsText:
                State.Insert(key.Text, typed: true);
                return true;
            default:
                return false;
        }
    }

    private string Indent()
    {
        string line = State.Document.Lines[State.Caret.Line][..State.Caret.Column];
        return line[..^line.TrimStart(' ', '\t').Length];
    }

    private bool OnPaste(PasteEvent paste)
    {
        if (ReadOnly)
        {
            return true;
        }

        if (paste.Truncated)
        {
            Kit.Services.Notify(Kit.Texts.PasteWasCut);
        }

        bool large = paste.Text.Length > LargePasteChars || paste.Text.AsSpan().Count('\n') > LargePasteLines;
        if (large)
        {
            _pendingPaste = paste.Text;
        }
        else
        {
            State.Insert(paste.Text);
        }

        return true;
    }

    private bool OnPasteAnswer(InputEvent input)
    {
        if (input is not KeyEvent key)
        {
            return true;
        }

        bool yes = key.Key == Key.Enter;
        bool no = key.Key == Key.Escape;
        if (yes && _pendingPaste is { } text)
        {
            State.Insert(text);
        }

        if (yes || no)
        {
            _pendingPaste = null;
        }

        return true;
    }

    private string PasteQuestion()
    {
        string text = _pendingPaste ?? "";
        return WidgetTexts.Format(
            Kit.Texts.LargePaste,
            (text.AsSpan().Count('\n') + 1).ToString("N0", System.Globalization.CultureInfo.InvariantCulture),
            text.Length.ToString("N0", System.Globalization.CultureInfo.InvariantCulture),
            new KeyChord(Key.Enter, KeyModifiers.None, ""),
            new KeyChord(Key.Escape, KeyModifiers.None, ""));
    }

    private bool OnSearchInput(InputEvent input)
    {
        if (input is KeyEvent { Key: Key.Enter })
        {
            _notFound = _query.Text.Length > 0 && !State.FindNext(_query.Text);
            return true;
        }

        if (input is KeyEvent { Key: Key.Up or Key.Down } arrow)
        {
            _notFound = !State.FindNext(_query.Text, backwards: arrow.Key == Key.Up) && _query.Text.Length > 0;
            return true;
        }

        if (!_query.Handle(input))
        {
            return false;
        }

        _notFound = _query.Text.Length > 0 && !State.FindNext(_query.Text, fromCaret: true);
        return true;
    }

    private bool OnMouse(MouseEvent mouse)
    {
        switch (mouse.Action)
        {
            case MouseAction.WheelUp or MouseAction.WheelDown:
                _top = State.Layout.Move(_top, mouse.Action == MouseAction.WheelUp ? -WheelRows : WheelRows);
                return true;
            case MouseAction.Press when mouse.Button == MouseButton.Left && ClickCount == 2:
                State.SelectWord(PositionAt(mouse));
                return true;
            case MouseAction.Press when mouse.Button == MouseButton.Left:
                State.MoveTo(PositionAt(mouse), mouse.Modifiers.HasFlag(KeyModifiers.Shift));
                return true;
            case MouseAction.Drag when mouse.Button == MouseButton.Left:
                State.MoveTo(PositionAt(mouse), select: true);
                return true;
            default:
                return false;
        }
    }

    private TextPosition PositionAt(MouseEvent mouse)
    {
        int rows = Math.Clamp(mouse.Y - Bounds.Y, -1, BodyRows);
        var top = State.Layout.Move(_top, 0);
        var row = State.Layout.Move(top, rows);
        return State.Layout.PositionAt(row, Math.Max(0, mouse.X - Bounds.X - MarginCells));
    }
}
