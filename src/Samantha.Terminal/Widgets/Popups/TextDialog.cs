using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Terminal.Widgets.Wrapping;

namespace Samantha.Terminal.Widgets.Popups;

/// <summary>
/// Asks for a text of several lines. Enter is a line's end in it, so another key gives the text; Escape leaves without an answer.
/// </summary>
public sealed class TextDialog : Popup
{
    private const int WantedCells = 100;
    private const int WantedRows = 20;

    /// <summary>Around the text: what it is, a blank row, the keys.</summary>
    private const int OtherRows = 3;

    private static readonly string[] s_keys = ["popup.take", "popup.close"];

    private readonly string _label;
    private readonly TextArea _area;
    private readonly Action<string> _given;

    public TextDialog(WidgetKit kit, string title, string label, string text, Action<string> given)
        : base(kit, title)
    {
        (_label, _given) = (label, given);
        _area = new TextArea(kit, text) { Backdrop = ThemeRole.InputField };
    }

    public override KeyMap? Keys => Kit.Keys.TextPopup;

    public override bool CanFocus => false;

    public override IReadOnlyList<Widget> Children => [_area];

    public override (int Width, int Height) WantedSize(int screenWidth, int screenHeight) =>
        (Math.Min(WantedCells, screenWidth - 4), Math.Min(WantedRows, screenHeight - 8));

    public override bool Run(string actionId)
    {
        if (actionId != "popup.take")
        {
            return base.Run(actionId);
        }

        Close();
        _given(_area.Text);
        return true;
    }

    protected override void ArrangeInside(Rect area) =>
        _area.Arrange(new Rect(area.X, area.Y + 1, area.Width, Math.Max(1, area.Height - OtherRows)));

    protected override void DrawInside(Canvas canvas)
    {
        canvas.Text(0, 0, CellText.Truncate(_label, canvas.Width, canvas.Glyphs.Ellipsis), Look(canvas, ThemeRole.Text));
        _area.Draw(canvas.Window(new Rect(0, 1, _area.Bounds.Width, _area.Bounds.Height)));
        string keys = string.Join("   ", s_keys
            .Select(id => $"{WidgetKeys.KeyOf(Kit.Keys.TextPopup, id)} {Kit.Keys.TextPopup[id]?.Label}"));
        canvas.Text(
            0, canvas.Height - 1, CellText.Truncate(keys, canvas.Width, canvas.Glyphs.Ellipsis), Look(canvas, ThemeRole.Muted));
    }
}
