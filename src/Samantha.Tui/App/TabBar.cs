using System.Collections.Immutable;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Text;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;

namespace Samantha.Tui.App;

/// <summary>
/// The first line: the screens with their numbers, the one in front marked. Clicks go to <see cref="Clicked"/>.
/// </summary>
internal sealed class TabBar(WidgetKit kit, ImmutableArray<(string Id, string Title)> tabs) : Widget(kit)
{
    /// <summary>The wider form first.</summary>
    private static readonly string[] s_afterNumber = [" ", ""];

    private readonly List<(Rect Area, string Id)> _areas = [];

    public string Current { get; set; } = "";

    /// <summary>Screens with something unsaved get a mark.</summary>
    public Func<string, bool> IsMarked { get; set; } = _ => false;

    public event Action<string>? Clicked;

    public override void Draw(Canvas canvas)
    {
        Style bar = canvas.Theme[ThemeRole.TabInactive];
        canvas.Clear(bar);
        _areas.Clear();
        // Numbers are worth more than blanks: they are the keys. Two titles may share the cell between them.
        string? after = s_afterNumber.FirstOrDefault(blank => Width(blank, shared: true) <= canvas.Width);
        bool shared = Width(after, shared: false) > canvas.Width;
        int x = 0;
        for (int i = 0; i < tabs.Length; i++)
        {
            (string id, _) = tabs[i];
            string text = TextOf(i, after);
            bool isCurrent = id == Current;
            Style style = isCurrent ? canvas.Theme[ThemeRole.TabActive] : bar;
            int width = canvas.Text(x + 1, 0, text, style) + 2;
            if (isCurrent)
            {
                // Brackets, because the marking must not depend on colours.
                canvas.Text(x, 0, "[", style);
                canvas.Text(x + width - 1, 0, "]", style);
            }

            _areas.Add((new Rect(x, 0, width, 1), id));
            x += shared ? width - 1 : width;
        }
    }

    public override bool Handle(InputEvent input)
    {
        if (input is MouseEvent { Action: MouseAction.Press, Button: MouseButton.Left } mouse)
        {
            foreach ((Rect area, string id) in _areas)
            {
                if (area.Contains(mouse.X - Bounds.X, mouse.Y - Bounds.Y))
                {
                    Clicked?.Invoke(id);
                    return true;
                }
            }
        }

        return false;
    }

    private int Width(string? afterNumber, bool shared) =>
        Enumerable.Range(0, tabs.Length).Sum(i => TextWidth.Of(TextOf(i, afterNumber)) + (shared ? 1 : 2)) + (shared ? 1 : 0);

    /// <param name="index">Which tab.</param>
    /// <param name="afterNumber">What stands between its number and its title; null: no number.</param>
    private string TextOf(int index, string? afterNumber)
    {
        (string id, string title) = tabs[index];
        return (afterNumber is null ? "" : $"{index + 1}{afterNumber}") + title + (IsMarked(id) ? "*" : "");
    }
}
