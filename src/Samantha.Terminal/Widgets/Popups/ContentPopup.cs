using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Popups;

/// <summary>A popup around any widget, such as a form. Escape closes it; everything else is the widget's.</summary>
public sealed class ContentPopup : Popup
{
    private readonly Widget _content;
    private readonly (int Width, int Height) _wanted;

    public ContentPopup(WidgetKit kit, string title, Widget content, int widthCells, int heightRows)
        : base(kit, title)
    {
        (_content, _wanted) = (content, (widthCells, heightRows));
        content.Backdrop = ThemeRole.Popup;
    }

    /// <summary>Told when the popup was left by Escape.</summary>
    public event Action? Dismissed;

    public override KeyMap? Keys => Kit.Keys.Popup;

    public override bool CanFocus => false;

    public override IReadOnlyList<Widget> Children => [_content];

    public override (int Width, int Height) WantedSize(int screenWidth, int screenHeight) => _wanted;

    public override void Dismiss()
    {
        base.Dismiss();
        Dismissed?.Invoke();
    }

    protected override void ArrangeInside(Rect area) => _content.Arrange(area);

    protected override void DrawInside(Canvas canvas) => _content.Draw(canvas);
}
