using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Painting;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Popups;

/// <summary>Asks for one line of text. Enter gives it when it passes the check, else the dialog says what is wrong.</summary>
public sealed class InputDialog : Popup
{
    private const int WantedCells = 60;

    private readonly string _label;
    private readonly LineInput _input = new();
    private readonly Action<string> _given;
    private readonly Func<string, string?> _check;
    private string? _error;

    public InputDialog(
        WidgetKit kit, string title, string label, string value, Action<string> given, Func<string, string?>? check = null)
        : base(kit, title)
    {
        (_label, _given, _check) = (label, given, check ?? (_ => null));
        _input.Set(value);
    }

    public string Text => _input.Text;

    public override (int Width, int Height) WantedSize(int screenWidth, int screenHeight) => (WantedCells, 3);

    public override bool Handle(InputEvent input)
    {
        switch (input)
        {
            case KeyEvent { Key: Key.Enter }:
                _error = _check(_input.Text);
                if (_error is null)
                {
                    Close();
                    _given(_input.Text);
                }

                return true;
            case KeyEvent { Key: Key.Escape }:
                Dismiss();
                return true;
            case MouseEvent { Action: MouseAction.Press } mouse when mouse.Y == Bounds.Y + 2:
                _input.MoveTo(LineInputPainter.OffsetAt(_input, Bounds.Width - 4, Math.Max(0, mouse.X - Bounds.X - 2)));
                return true;
            default:
                bool used = _input.Handle(input);
                _error = used ? null : _error;
                return used;
        }
    }

    protected override void DrawInside(Canvas canvas)
    {
        canvas.Text(0, 0, CellText.Truncate(_label, canvas.Width, canvas.Glyphs.Ellipsis), Look(canvas, ThemeRole.Text));
        var field = new Rect(0, 1, canvas.Width, 1);
        LineInputPainter.Draw(canvas, field, _input, Look(canvas, ThemeRole.InputFieldFocused), HasFocus);
        if (_error is not null)
        {
            string error = CellText.Truncate($"! {_error}", canvas.Width, canvas.Glyphs.Ellipsis);
            canvas.Text(0, 2, error, Look(canvas, ThemeRole.Error));
        }
    }
}
