using System.Collections.Immutable;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Painting;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Popups;

/// <summary>
/// A text with answers below it: a message has one, a question names its object and has No marked. Escape gives no answer. The
/// text is wrapped; what does not fit is scrolled.
/// </summary>
public class Dialog : Popup
{
    private const int MostTextCells = 68;

    private readonly string[] _lines;
    private readonly ImmutableArray<DialogAnswer> _answers;
    private ImmutableArray<string> _rows = [];
    private int _wrappedAt = -1;
    private int _top;

    public Dialog(WidgetKit kit, string title, string text, ImmutableArray<DialogAnswer> answers, int marked = 0)
        : base(kit, title)
    {
        _lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n');
        _answers = answers.IsDefaultOrEmpty ? [new DialogAnswer(kit.Texts.Close)] : answers;
        Marked = Math.Clamp(marked, 0, _answers.Length - 1);
    }

    /// <summary>Which answer Enter gives.</summary>
    public int Marked { get; private set; }

    /// <summary>Something to read and close.</summary>
    public static Dialog Message(WidgetKit kit, string title, string text) => new(kit, title, text, []);

    /// <summary>Asks before something that cannot be taken back. The question must name the object; No is marked.</summary>
    public static Dialog Confirm(WidgetKit kit, string title, string question, Action confirmed) =>
        new(kit, title, question, [new DialogAnswer(kit.Texts.No), new DialogAnswer(kit.Texts.Yes, confirmed)]);

    public override (int Width, int Height) WantedSize(int screenWidth, int screenHeight)
    {
        int most = Math.Max(1, Math.Min(MostTextCells, screenWidth - 4));
        int text = Math.Min(most, _lines.Max(line => CellText.Width(line)));
        int width = Math.Max(text, _answers.Sum(answer => CellText.Width(answer.Label) + 6));
        Wrap(Math.Min(most, width));
        return (width, _rows.Length + 2);
    }

    public override bool Handle(InputEvent input)
    {
        switch (input)
        {
            case MouseEvent mouse:
                return OnMouse(mouse);
            case KeyEvent { Key: Key.Up or Key.Down or Key.PageUp or Key.PageDown } key:
                int by = key.Key is Key.PageUp or Key.PageDown ? Math.Max(1, TextRows - 1) : 1;
                Scroll(key.Key is Key.Up or Key.PageUp ? -by : by);
                return true;
        }

        return base.Handle(input) || (input is KeyEvent { IsText: true } typed && AnswerByLetter(typed.Text));
    }

    public override bool Run(string actionId)
    {
        switch (actionId)
        {
            case "popup.accept":
                Answer(Marked);
                return true;
            case "popup.left":
                Marked = (Marked + _answers.Length - 1) % _answers.Length;
                return true;
            case "popup.right":
                Marked = (Marked + 1) % _answers.Length;
                return true;
            default:
                return base.Run(actionId);
        }
    }

    protected override void DrawInside(Canvas canvas)
    {
        Wrap(canvas.Width);
        Scroll(0);
        var style = Look(canvas, ThemeRole.Text);
        var body = canvas.Window(new Rect(0, 0, canvas.Width, TextRows));
        for (int y = 0; y < body.Height && _top + y < _rows.Length; y++)
        {
            body.Text(0, y, _rows[_top + y], style);
        }

        ScrollBar.Draw(canvas, canvas.Width - 1, _top, _rows.Length, TextRows, Backdrop);
        foreach (var (index, area) in Buttons())
        {
            // Brackets as well as colour: the marked answer is seen without colours too.
            bool marked = index == Marked;
            string label = marked ? $"[ {_answers[index].Label} ]" : $"  {_answers[index].Label}  ";
            int x = area.X - (Bounds.X + 2);
            canvas.Text(x, canvas.Height - 1, label, Look(canvas, marked ? ThemeRole.ButtonFocused : ThemeRole.Button));
            if (marked)
            {
                canvas.PlaceCursor(x, canvas.Height - 1);
            }
        }
    }

    private int TextRows => Math.Max(0, Bounds.Height - 4);

    private void Scroll(int by) => _top = Math.Clamp(_top + by, 0, Math.Max(0, _rows.Length - TextRows));

    private void Wrap(int width)
    {
        if (width == _wrappedAt)
        {
            return;
        }

        _wrappedAt = width;
        var rows = ImmutableArray.CreateBuilder<string>();
        foreach (string line in _lines)
        {
            int[] starts = SoftWrap.RowStarts(line, width);
            for (int row = 0; row < starts.Length; row++)
            {
                rows.Add(line[starts[row]..(row + 1 < starts.Length ? starts[row + 1] : line.Length)]);
            }
        }

        _rows = rows.ToImmutable();
    }

    private IEnumerable<(int Index, Rect Area)> Buttons()
    {
        int x = Bounds.X + 2;
        for (int index = 0; index < _answers.Length; index++)
        {
            int width = CellText.Width(_answers[index].Label) + 4;
            yield return (index, new Rect(x, Bounds.Bottom - 2, width, 1));
            x += width + 2;
        }
    }

    private bool OnMouse(MouseEvent mouse)
    {
        if (mouse.Action is MouseAction.WheelUp or MouseAction.WheelDown)
        {
            Scroll(mouse.Action == MouseAction.WheelUp ? -1 : 1);
            return true;
        }

        foreach (var (index, area) in Buttons())
        {
            if (mouse.Action == MouseAction.Press && area.Contains(mouse.X, mouse.Y))
            {
                Answer(index);
                return true;
            }
        }

        return false;
    }

    private bool AnswerByLetter(string letter)
    {
        for (int index = 0; index < _answers.Length; index++)
        {
            if (_answers[index].Label.StartsWith(letter, StringComparison.OrdinalIgnoreCase))
            {
                Answer(index);
                return true;
            }
        }

        return false;
    }

    private void Answer(int index)
    {
        Close();
        _answers[index].Chosen?.Invoke();
    }
}
