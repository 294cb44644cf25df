using System.Collections.Immutable;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Painting;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Commands;

/// <summary>
/// All commands in one list that is searched by typing a few letters of them; shows their keys. Enter runs one.
/// </summary>
public sealed class CommandPalette : Popup
{
    private const int WantedCells = 70;
    private const int MostRows = 14;

    private readonly ImmutableArray<PaletteItem> _items;
    private readonly Action<PaletteItem> _run;
    private readonly LineInput _query = new() { MaxChars = 128 };
    private readonly ListCursor _cursor = new();
    private ImmutableArray<(PaletteItem Item, FuzzyMatch Match)> _found = [];

    public CommandPalette(WidgetKit kit, ImmutableArray<PaletteItem> items, Action<PaletteItem> run)
        : base(kit, kit.Texts.PaletteTitle)
    {
        (_items, _run) = (items, run);
        Search();
    }

    public IEnumerable<PaletteItem> Found => _found.Select(pair => pair.Item);

    public override (int Width, int Height) WantedSize(int screenWidth, int screenHeight) =>
        (WantedCells, Math.Min(MostRows, Math.Max(1, _items.Length)) + 1);

    public override bool Handle(InputEvent input)
    {
        switch (input)
        {
            case KeyEvent { Key: Key.Up or Key.Down } arrow:
                _cursor.Move(arrow.Key == Key.Up ? -1 : 1);
                return true;
            case KeyEvent { Key: Key.PageUp or Key.PageDown } page:
                _cursor.MovePages(page.Key == Key.PageUp ? -1 : 1);
                return true;
            case KeyEvent { Key: Key.Enter }:
                RunSelected();
                return true;
            case KeyEvent { Key: Key.Escape }:
                Dismiss();
                return true;
            case MouseEvent mouse:
                return OnMouse(mouse);
        }

        if (!_query.Handle(input))
        {
            return input is KeyEvent { Key: Key.Tab };
        }

        Search();
        return true;
    }

    protected override void ArrangeInside(Rect area) => _cursor.Resize(_found.Length, Math.Max(1, area.Height - 1));

    protected override void DrawInside(Canvas canvas)
    {
        var field = new Rect(0, 0, canvas.Width, 1);
        LineInputPainter.Draw(canvas, field, _query, Look(canvas, ThemeRole.InputFieldFocused), HasFocus);
        if (_query.Text.Length == 0)
        {
            var hint = canvas.Theme[ThemeRole.Placeholder].Over(Look(canvas, ThemeRole.InputFieldFocused));
            canvas.Text(0, 0, Kit.Texts.PaletteHint, hint);
        }

        var body = canvas.Window(new Rect(0, 1, canvas.Width, canvas.Height - 1));
        if (_found.IsEmpty)
        {
            body.Text(0, 0, Kit.Texts.NothingFound, Look(canvas, ThemeRole.Placeholder));
        }

        for (int y = 0; y < body.Height && _cursor.Top + y < _found.Length; y++)
        {
            bool selected = _cursor.Top + y == _cursor.Selected;
            DrawItem(body.Window(new Rect(0, y, body.Width, 1)), _found[_cursor.Top + y], selected);
        }

        ScrollBar.Draw(body, body.Width - 1, _cursor.Top, _found.Length, body.Height, Backdrop);
    }

    private void DrawItem(Canvas line, (PaletteItem Item, FuzzyMatch Match) found, bool selected)
    {
        var style = Look(line, selected ? ThemeRole.Selection : ThemeRole.Text);
        line.Clear(style);
        line.Text(0, 0, selected ? line.Glyphs.Marker : " ", style);
        string keys = CellText.Truncate(found.Item.Keys, line.Width / 3, line.Glyphs.Ellipsis);
        int room = line.Width - 4 - CellText.Width(keys);
        string text = CellText.Truncate(found.Item.Text, room, line.Glyphs.Ellipsis);
        line.Text(2, 0, text, style);
        foreach (int at in found.Match.Positions)
        {
            if (at < text.Length && CellText.SnapToCluster(text, at) == at)
            {
                var letter = new Rect(2 + CellText.Width(text.AsSpan(0, at)), 0, 1, 1);
                line.Restyle(letter, below => below.With(TextAttributes.Bold | TextAttributes.Underline));
            }
        }

        line.Text(line.Width - 1 - CellText.Width(keys), 0, keys, selected ? style : Look(line, ThemeRole.Muted));
    }

    private bool OnMouse(MouseEvent mouse)
    {
        int row = _cursor.Top + mouse.Y - Bounds.Y - 2;
        switch (mouse.Action)
        {
            case MouseAction.WheelUp or MouseAction.WheelDown:
                _cursor.Move(mouse.Action == MouseAction.WheelUp ? -1 : 1);
                return true;
            case MouseAction.Press when mouse.Button == MouseButton.Left && row >= _cursor.Top && row < _found.Length
                && mouse.Y < Bounds.Bottom - 1:
                _cursor.Select(row);
                RunSelected();
                return true;
            default:
                return false;
        }
    }

    private void Search()
    {
        _found =
        [
            .. _items.Select((item, order) => (Item: item, Match: FuzzyMatcher.Match(_query.Text, item.Text), Order: order))
                .Where(found => found.Match is not null)
                .OrderByDescending(found => found.Match!.Score).ThenBy(found => found.Order)
                .Select(found => (found.Item, found.Match!)),
        ];
        _cursor.Resize(_found.Length, _cursor.PageRows);
        _cursor.First();
    }

    private void RunSelected()
    {
        if (_cursor.Selected < 0)
        {
            return;
        }

        // Closed first: the command belongs to what lies below and may open a popup itself.
        var item = _found[_cursor.Selected].Item;
        Close();
        _run(item);
    }
}
