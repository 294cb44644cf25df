using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Widgets;

/// <summary>
/// The contract of everything that is drawn and takes input. A widget owns its state and its rectangle; it never reads a device,
/// never waits, and names theme roles instead of colours. All members belong to the UI thread.
/// </summary>
public abstract class Widget
{
    protected Widget(WidgetKit kit)
    {
        ArgumentNullException.ThrowIfNull(kit);
        Kit = kit;
    }

    public WidgetKit Kit { get; }

    /// <summary>Where the widget lies on the screen. Set by <see cref="Arrange"/>.</summary>
    public Rect Bounds { get; protected set; }

    /// <summary>Hidden widgets are neither drawn nor focused nor clicked.</summary>
    public bool Visible { get; set; } = true;

    /// <summary>True when keys may go here.</summary>
    public virtual bool CanFocus => false;

    /// <summary>True while keys go here. Set by the root.</summary>
    public bool HasFocus { get; internal set; }

    /// <summary>The role that lies behind the widget: plain text, or a popup.</summary>
    public ThemeRole Backdrop { get; set; } = ThemeRole.Text;

    /// <summary>What keys do here, for dispatch, help, palette and status line alike; null when keys do nothing.</summary>
    public virtual KeyMap? Keys => null;

    public virtual IReadOnlyList<Widget> Children => [];

    /// <summary>Clicks in quick succession at the same cell, counted by the root before it hands over a press.</summary>
    protected internal int ClickCount { get; set; } = 1;

    /// <summary>Gives the widget its place. Containers place their children here.</summary>
    public virtual void Arrange(Rect area) => Bounds = area;

    /// <summary>
    /// Draws on a canvas whose window is <see cref="Bounds"/> and which is blank in the look of <see cref="Backdrop"/>.
    /// </summary>
    public abstract void Draw(Canvas canvas);

    /// <summary>True when the event was used; else the parent is asked. Mouse positions are those of the screen.</summary>
    public virtual bool Handle(InputEvent input) =>
        input is KeyEvent key && Keys?.Find(key) is { } action && Run(action);

    /// <summary>Does what an action of <see cref="Keys"/> stands for; false when it is not possible now.</summary>
    public virtual bool Run(string actionId) => false;

    /// <summary>
    /// True when the action would do something now; such actions are offered in the status line and the palette.
    /// </summary>
    public virtual bool CanRun(string actionId) => true;

    /// <summary>The widgets below this one, this one first, hidden ones left out.</summary>
    public IEnumerable<Widget> Tree()
    {
        if (!Visible)
        {
            yield break;
        }

        yield return this;
        foreach (var child in Children)
        {
            foreach (var widget in child.Tree())
            {
                yield return widget;
            }
        }
    }

    protected static void DrawChild(Canvas canvas, Rect own, Widget child)
    {
        if (child.Visible && !child.Bounds.IsEmpty)
        {
            child.Draw(canvas.Window(child.Bounds.Offset(-own.X, -own.Y)));
        }
    }

    /// <summary>The look of a role over what lies behind the widget.</summary>
    protected Style Look(Canvas canvas, ThemeRole role) =>
        role == ThemeRole.Text ? canvas.Theme[Backdrop] : canvas.Theme[role].Over(canvas.Theme[Backdrop]);

    /// <summary>Asks for a frame, for changes that do not come from input.</summary>
    protected void Invalidate() => Kit.Services.Invalidate();
}
