using System.Collections.Immutable;
using Samantha.Terminal.Cells;

namespace Samantha.Terminal.Widgets.Panes;

/// <summary>
/// Several pages of which one is shown, with their titles above. Left and Right change pages while the titles have the focus.
/// </summary>
public sealed class TabsView : Widget
{
    private readonly TabStrip _strip;
    private int _active;

    public TabsView(WidgetKit kit, params ImmutableArray<TabPage> pages)
        : base(kit)
    {
        Pages = pages;
        _strip = new TabStrip(
            kit, () => [.. Pages.Select(page => page.Title)], () => ActiveIndex, index => Select(Pages[index].Id));
    }

    /// <summary>Told when another page is shown.</summary>
    public event Action? PageChanged;

    public ImmutableArray<TabPage> Pages { get; set; }

    public int ActiveIndex => Math.Clamp(_active, 0, Math.Max(0, Pages.Length - 1));

    public TabPage? Active => Pages.IsEmpty ? null : Pages[ActiveIndex];

    public override IReadOnlyList<Widget> Children => Active is { } page ? [_strip, page.Content] : [_strip];

    public bool Select(string id)
    {
        for (int index = 0; index < Pages.Length; index++)
        {
            if (Pages[index].Id == id)
            {
                bool changed = index != ActiveIndex;
                _active = index;
                Arrange(Bounds);
                if (changed)
                {
                    PageChanged?.Invoke();
                }

                return true;
            }
        }

        return false;
    }

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _strip.Backdrop = Backdrop;
        _strip.Arrange(new Rect(area.X, area.Y, area.Width, Math.Min(1, area.Height)));
        if (Active is { } page)
        {
            page.Content.Backdrop = Backdrop;
            page.Content.Arrange(area.Inset(0, 1, 0, 0));
        }
    }

    public override void Draw(Canvas canvas)
    {
        DrawChild(canvas, Bounds, _strip);
        if (Active is { } page)
        {
            DrawChild(canvas, Bounds, page.Content);
        }
    }
}
