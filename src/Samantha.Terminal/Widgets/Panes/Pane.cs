using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets.Panes;

/// <summary>
/// A border with a title around one widget; the border is strong while the focus is inside. Its number key jumps to it.
/// </summary>
public sealed class Pane : Widget
{
    public Pane(WidgetKit kit, string title, Widget content, int number = 0)
        : base(kit)
    {
        Title = title;
        Content = content;
        Number = number;
    }

    public string Title { get; set; }

    public Widget Content { get; set; }

    /// <summary>1 to 9: the key that jumps here. 0: none.</summary>
    public int Number { get; set; }

    public override IReadOnlyList<Widget> Children => [Content];

    public bool HasFocusInside => Tree().Any(widget => widget.HasFocus);

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        Content.Backdrop = Backdrop;
        Content.Arrange(area.Inset(1));
    }

    public override bool Handle(InputEvent input)
    {
        if (input is MouseEvent { Action: MouseAction.Press } press && !Content.Bounds.Contains(press.X, press.Y))
        {
            Kit.Focus(Content);
            return true;
        }

        return base.Handle(input);
    }

    public override void Draw(Canvas canvas)
    {
        bool focused = HasFocusInside;
        string title = Number is > 0 and < 10 ? $"{Number} {Title}" : Title;
        canvas.Box(canvas.Bounds, Look(canvas, focused ? ThemeRole.BorderFocused : ThemeRole.Border), focused, title);
        DrawChild(canvas, Bounds, Content);
    }
}
