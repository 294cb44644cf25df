using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets;

/// <summary>
/// The top of a tree of widgets: draws it, gives input to the focused widget and then to its parents, moves the focus, and keeps
/// popups over everything. What the program itself can do comes as a key map and one delegate.
/// </summary>
public sealed partial class WidgetRoot : IAppView
{
    /// <summary>Below this size nothing is readable; one line says what is needed.</summary>
    public const int LeastWidth = 60;

    public const int LeastHeight = 15;

    /// <summary>Two clicks within this time at one cell are a double click.</summary>
    public const int DoubleClickMs = 400;

    private readonly WidgetKit _kit;
    private readonly Dictionary<Widget, Widget?> _focusBelow = [];
    private FocusRing<Widget> _ring = NewRing();
    private Widget _layer;
    private Widget? _captured;
    private Widget? _shownFocus;
    private Rect _screen;
    private (int X, int Y, int Count, long At) _lastClick = (-1, -1, 0, 0);

    public WidgetRoot(WidgetKit kit, Widget content)
    {
        _kit = kit;
        _layer = content;
        Content = content;
        kit.Popups.Changed += Rearrange;
        kit.FocusRequested += Focus;
        kit.ActionRequested += id => Run(id);
    }

    /// <summary>What fills the screen. Changing it puts the focus on its first widget.</summary>
    public Widget Content
    {
        get;
        set
        {
            field = value;
            _captured = null;
            Rearrange();
        }
    }

    /// <summary>The program's own actions, valid everywhere.</summary>
    public KeyMap? ProgramKeys { get; set; }

    /// <summary>Runs an action of <see cref="ProgramKeys"/>; false when it is not possible now.</summary>
    public Func<string, bool> RunProgramAction { get; set; } = _ => false;

    /// <summary>Whether an action of <see cref="ProgramKeys"/> would do something now.</summary>
    public Func<string, bool> CanRunProgramAction { get; set; } = _ => true;

    public Widget? Focused => _ring.Current;

    /// <summary>The focused widget and those around it, innermost first.</summary>
    public IReadOnlyList<Widget> FocusPath => Focused is { } focused ? PathTo(_layer, focused) : [_layer];

    public void Draw(Canvas canvas)
    {
        _screen = canvas.Bounds;
        if (IsTooSmall)
        {
            string text = WidgetTexts.Format(_kit.Texts.TooSmall, LeastWidth, LeastHeight);
            canvas.Text(0, 0, CellText.Truncate(text, canvas.Width, canvas.Glyphs.Ellipsis), ThemeRole.Warning);
            return;
        }

        Rearrange();
        Content.Draw(canvas.Window(Content.Bounds));
        foreach (var popup in _kit.Popups.Open)
        {
            popup.Draw(canvas.Window(popup.Bounds));
        }
    }

    public bool Handle(InputEvent input)
    {
        bool used = input switch
        {
            ResizeEvent size => OnResize(size),
            MouseEvent mouse => OnMouse(mouse),
            FocusEvent => false,
            _ when IsTooSmall => input is KeyEvent key && RunProgram(key),
            _ => FocusPath.Any(widget => widget.Handle(input)) || OnKeyNobodyUsed(input),
        };

        // What was used may have hidden, shown or moved widgets.
        Rearrange();
        return used;
    }

    /// <summary>Runs an action where the focus is, else in the program; false when nobody can.</summary>
    public bool Run(string actionId)
    {
        bool used = FocusPath.Any(widget => widget.Keys?[actionId] is not null && widget.CanRun(actionId) && widget.Run(actionId))
            || (_kit.Keys.Root[actionId] is not null && RunOwn(actionId))
            || (ProgramKeys?[actionId] is not null && RunProgramAction(actionId));
        Rearrange();
        return used;
    }

    /// <summary>
    /// Puts the focus on a widget or the first one below it that takes keys; nothing happens when there is none.
    /// </summary>
    public void Focus(Widget widget)
    {
        Rearrange();
        if (widget.Tree().FirstOrDefault(candidate => candidate.CanFocus) is { } target)
        {
            _ring.Focus(target);
            ShowFocus();
        }
    }

    /// <summary>Nothing is drawn then, and no widget gets keys that would act unseen.</summary>
    private bool IsTooSmall => !_screen.IsEmpty && (_screen.Width < LeastWidth || _screen.Height < LeastHeight);

    private static FocusRing<Widget> NewRing() => new(widget => widget.Visible && widget.CanFocus);

    /// <summary>Gives everything its place again and keeps the focus where it was if that is still there.</summary>
    private void Rearrange()
    {
        Content.Arrange(_screen);
        foreach (var popup in _kit.Popups.Open)
        {
            popup.Arrange(_screen);
        }

        var layer = (Widget?)_kit.Popups.Top ?? Content;
        Widget? wanted = null;
        if (layer != _layer)
        {
            // Each layer remembers its focus: closing a popup gives it back.
            _focusBelow[_layer] = _ring.Current;
            _focusBelow.Remove(layer, out wanted);
            foreach (var gone in _focusBelow.Keys.Where(key => key != Content && !_kit.Popups.Open.Contains(key)).ToList())
            {
                _focusBelow.Remove(gone);
            }

            (_layer, _ring, _captured) = (layer, NewRing(), null);
        }

        _ring.Set(_layer.Tree().Where(widget => widget.CanFocus));
        if (wanted is not null)
        {
            _ring.Focus(wanted);
        }

        if (_ring.Current is null)
        {
            _ring.Next();
        }

        ShowFocus();
    }

    private void ShowFocus()
    {
        if (_shownFocus == _ring.Current)
        {
            return;
        }

        // The one that had it may be out of the tree by now, so it is remembered here.
        if (_shownFocus is not null)
        {
            _shownFocus.HasFocus = false;
        }

        _shownFocus = _ring.Current;
        if (_shownFocus is not null)
        {
            _shownFocus.HasFocus = true;
        }
    }

    private bool OnResize(ResizeEvent size)
    {
        _screen = new Rect(0, 0, size.Width, size.Height);
        return true;
    }

    private bool OnMouse(MouseEvent mouse)
    {
        if (IsTooSmall)
        {
            return false;
        }

        if (mouse.Action is MouseAction.Drag or MouseAction.Release)
        {
            var captured = _captured;
            _captured = mouse.Action == MouseAction.Release ? null : captured;
            return captured?.Handle(mouse) ?? false;
        }

        var path = PathAt(_layer, mouse.X, mouse.Y);
        if (mouse.Action == MouseAction.Press)
        {
            CountClicks(mouse);
            if (path.FirstOrDefault(widget => widget.CanFocus) is { } target)
            {
                Focus(target);
            }
        }

        foreach (var widget in path)
        {
            widget.ClickCount = _lastClick.Count;
            if (widget.Handle(mouse))
            {
                _captured = mouse.Action == MouseAction.Press ? widget : _captured;
                return true;
            }
        }

        return path.Count > 0 && mouse.Action == MouseAction.Press;
    }

    private bool RunProgram(KeyEvent key) =>
        ProgramKeys?.Find(key) is { } action && CanRunProgramAction(action) && RunProgramAction(action);

    private void CountClicks(MouseEvent mouse)
    {
        long now = _kit.Services.Time.GetTimestamp();
        bool again = _lastClick.X == mouse.X && _lastClick.Y == mouse.Y
            && _kit.Services.Time.GetElapsedTime(_lastClick.At, now).TotalMilliseconds <= DoubleClickMs;
        _lastClick = (mouse.X, mouse.Y, again ? _lastClick.Count + 1 : 1, now);
    }

    private bool OnKeyNobodyUsed(InputEvent input)
    {
        if (input is not KeyEvent key)
        {
            return false;
        }

        // Below a popup nothing of the program runs: it would happen unseen.
        bool popup = _layer != Content;
        return (_kit.Keys.Root.Find(key) is { } own && RunOwn(own))
            || (!popup && RunProgram(key))
            || (!popup && JumpToPane(key));
    }

    private static IReadOnlyList<Widget> PathTo(Widget from, Widget target)
    {
        if (from == target)
        {
            return [from];
        }

        foreach (var child in from.Children)
        {
            if (child.Visible && PathTo(child, target) is { Count: > 0 } path)
            {
                return [.. path, from];
            }
        }

        return [];
    }

    private static IReadOnlyList<Widget> PathAt(Widget from, int x, int y)
    {
        if (!from.Visible || !from.Bounds.Contains(x, y))
        {
            return [];
        }

        foreach (var child in from.Children)
        {
            if (PathAt(child, x, y) is { Count: > 0 } path)
            {
                return [.. path, from];
            }
        }

        return [from];
    }
}
