using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;

namespace Samantha.TerminalProbe;

/// <summary>What the probe shows: its size, what was typed, the last mouse event, and how an edit went.</summary>
internal sealed class ProbeView : IAppView
{
    private string _typed = "";
    private string _mouse = "none";
    private string _edited = "";
    private string _size = "";

    public TerminalApp App { get; set; } = null!;

    public ExternalEditor Editor { get; set; } = null!;

    public void Draw(Canvas canvas)
    {
        canvas.Box(canvas.Bounds, canvas.Theme[ThemeRole.Border], strong: true, title: "probe");
        canvas.Text(2, 1, $"probe ready {_size}", ThemeRole.Strong);
        canvas.Text(2, 2, $"typed [{_typed}]", ThemeRole.Text);
        canvas.Text(2, 3, $"mouse {_mouse}", ThemeRole.Muted);
        canvas.Text(2, 4, $"edited [{_edited}]", ThemeRole.Accent);
        canvas.PlaceCursor(2, 5);
    }

    public bool Handle(InputEvent input)
    {
        switch (input)
        {
            case ResizeEvent size:
                _size = $"{size.Width}x{size.Height}";
                return true;
            case MouseEvent { Action: MouseAction.Press } mouse:
                _mouse = $"{mouse.X},{mouse.Y}";
                return true;
            case PasteEvent paste:
                _typed += $"<{paste.Text}>";
                return true;
            case KeyEvent key:
                return HandleKey(key);
            default:
                return false;
        }
    }

    private bool HandleKey(KeyEvent key)
    {
        switch (key.Chord.ToString())
        {
            case "Ctrl+Q":
                App.Quit();
                return true;
            case "Ctrl+X":
                throw new InvalidOperationException("The probe was told to fail.");
            case "Ctrl+T":
                Environment.Exit(7);
                return true;
            case "Ctrl+Z":
                _edited = App.Suspend() ? "suspended" : "cannot suspend";
                return true;
            case "Ctrl+E":
                Editor.Edit("before", ".txt", result => _edited = result.Text ?? result.Problem!);
                return true;
            default:
                _typed += key.IsText ? key.Text : $"({key.Chord})";
                return true;
        }
    }
}
