using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Popups;

/// <summary>A box in the middle of the screen that takes all input until it closes. Derived classes fill its inside.</summary>
public abstract class Popup : Widget
{
    protected Popup(WidgetKit kit, string title)
        : base(kit)
    {
        Title = title;
        Backdrop = ThemeRole.Popup;
    }

    public string Title { get; }

    public override KeyMap? Keys => Kit.Keys.Popup;

    public override bool CanFocus => true;

    /// <summary>Cells inside the border that the popup would like to have on a screen of the size.</summary>
    public abstract (int Width, int Height) WantedSize(int screenWidth, int screenHeight);

    public void Open() => Kit.Popups.Show(this);

    public void Close() => Kit.Popups.Close(this);

    /// <summary>Escape: leaves without an answer.</summary>
    public virtual void Dismiss() => Close();

    public override bool Run(string actionId)
    {
        if (actionId == "popup.close")
        {
            Dismiss();
            return true;
        }

        return false;
    }

    /// <summary>Takes the place in the middle of the screen that is given.</summary>
    public override void Arrange(Rect area)
    {
        var (width, height) = WantedSize(area.Width, area.Height);
        int titleWidth = CellText.Width(Title) + 4;
        Bounds = area.Center(Math.Max(width, titleWidth) + 4, height + 2);
        ArrangeInside(Bounds.Inset(2, 1, 2, 1));
    }

    public override void Draw(Canvas canvas)
    {
        canvas.Clear(canvas.Theme[ThemeRole.Popup]);
        canvas.Box(canvas.Bounds, Look(canvas, ThemeRole.PopupBorder), strong: true, Title);
        DrawInside(canvas.Window(canvas.Bounds.Inset(2, 1, 2, 1)));
    }

    /// <summary>Places children; the rectangle is inside the border, in screen cells.</summary>
    protected virtual void ArrangeInside(Rect area)
    {
    }

    protected abstract void DrawInside(Canvas canvas);
}
