using System.Collections.Immutable;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Popups;

/// <summary>A list from which one is taken with Enter or a double click. Escape takes none.</summary>
public sealed class ChoiceDialog : Popup
{
    private const int LeastCells = 24;

    private readonly ListView _list;
    private readonly int _width;

    public ChoiceDialog(
        WidgetKit kit, string title, ImmutableArray<ListItem> choices, string? selectedId, Action<ListItem> chosen)
        : base(kit, title)
    {
        _list = new ListView(kit) { Items = choices, Backdrop = ThemeRole.Popup };
        if (selectedId is not null)
        {
            _list.Select(selectedId);
        }

        _list.Opened += () =>
        {
            if (_list.Selected is { } choice)
            {
                Close();
                chosen(choice);
            }
        };
        _width = choices
            .Select(choice => CellText.Width(choice.Text) + (choice.Detail.Length > 0 ? CellText.Width(choice.Detail) + 2 : 0))
            .DefaultIfEmpty(0).Max() + 4;
    }

    public override bool CanFocus => false;

    public override IReadOnlyList<Widget> Children => [_list];

    public override (int Width, int Height) WantedSize(int screenWidth, int screenHeight) =>
        (Math.Max(LeastCells, _width), Math.Max(1, _list.Items.Length) + 1);

    protected override void ArrangeInside(Rect area) => _list.Arrange(area);

    protected override void DrawInside(Canvas canvas) => _list.Draw(canvas);
}
