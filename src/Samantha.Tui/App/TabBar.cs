using System.Collections.Immutable;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Text;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Panes;

namespace Samantha.Tui.App;

/// <summary>
/// The first line: the screens with their numbers, the one in front marked; arrows where there are more than have room. Clicks go
/// to <see cref="Clicked"/>.
/// </summary>
internal sealed class TabBar(WidgetKit kit, ImmutableArray<(string Id, string Title)> tabs) : Widget(kit)
{
    /// <summary>What stands between number and title, the wider form first.</summary>
    private static readonly string[] s_afterNumber = [" ", ""];

    private TabPlaces _places = new([], null, null);

    public string Current { get; set; } = "";

    /// <summary>Screens with something unsaved get a mark.</summary>
    public Func<string, bool> IsMarked { get; set; } = _ => false;

    public event Action<string>? Clicked;

    public override void Draw(Canvas canvas)
    {
        Style bar = canvas.Theme[ThemeRole.TabInactive];
        canvas.Clear(bar);
        (string? after, _places) = Places(canvas.Width);
        if (_places.Before is not null)
        {
            canvas.Text(0, 0, canvas.Glyphs.ArrowLeft, bar);
        }

        foreach ((int index, int x, int width) in _places.Tabs)
        {
            bool isCurrent = tabs[index].Id == Current;
            Style style = isCurrent ? canvas.Theme[ThemeRole.TabActive] : bar;
            canvas.Text(x + 1, 0, TextOf(index, after), style);
            if (isCurrent)
            {
                // Brackets, because the marking must not depend on colours.
                canvas.Text(x, 0, "[", style);
                canvas.Text(x + width - 1, 0, "]", style);
            }
        }

        if (_places.After is not null)
        {
            canvas.Text(canvas.Width - 1, 0, canvas.Glyphs.ArrowRight, bar);
        }
    }

    public override bool Handle(InputEvent input)
    {
        if (input is MouseEvent { Action: MouseAction.Press, Button: MouseButton.Left } mouse && mouse.Y == Bounds.Y
            && _places.At(mouse.X - Bounds.X, Bounds.Width) is { } index)
        {
            Clicked?.Invoke(tabs[index].Id);
            return true;
        }

        return false;
    }

    // Numbers are worth more than blanks: they are the keys. Titles are worth more than numbers.
    private (string? AfterNumber, TabPlaces Places) Places(int cells)
    {
        foreach (string after in s_afterNumber)
        {
            if (Places(after, cells) is { Before: null, After: null } all)
            {
                return (after, all);
            }
        }

        return (null, Places(null, cells));
    }

    private TabPlaces Places(string? afterNumber, int cells) => TabPlaces.Of(
        [.. Enumerable.Range(0, tabs.Length).Select(i => TextWidth.Of(TextOf(i, afterNumber)) + 2)],
        Math.Max(0, tabs.Select(tab => tab.Id).ToList().IndexOf(Current)), cells, gapMost: 0);

    /// <param name="index">Which tab.</param>
    /// <param name="afterNumber">What stands between its number and its title; null: no number.</param>
    private string TextOf(int index, string? afterNumber)
    {
        (string id, string title) = tabs[index];
        return (afterNumber is null ? "" : $"{index + 1}{afterNumber}") + title + (IsMarked(id) ? "*" : "");
    }
}
