using Samantha.Chains.Diagnostics;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Tui.App;

namespace Samantha.Tui.Editor.Pages;

/// <summary>The chain file itself as it will be saved, to be edited by those who like that, or where it cannot be read.</summary>
public sealed class FilePage : EditorPage
{
    /// <summary>More marks than lines on any screen help nobody.</summary>
    private const int MarksMax = 500;

    private readonly TextArea _area;
    private bool _putting;

    public FilePage(ScreenContext context)
        : base(context, EditorPages.File)
    {
        _area = new TextArea(Kit) { UndoByOwner = true, LineNumbers = true, CodeKeys = false };
        _area.TextChanged += () =>
        {
            if (!_putting)
            {
                Change(_ => new EditorState(null, _area.Text), Id);
            }
        };
    }

    /// <summary>Where the file will lie, for folders relative to it.</summary>
    public Func<string?> Folder { get; set; } = () => null;

    public override IReadOnlyList<Widget> Children => [_area];

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _area.Backdrop = Backdrop;
        _area.Arrange(area);
    }

    public override void Draw(Canvas canvas) => DrawChild(canvas, Bounds, _area);

    public override void Show(EditorState state, bool anew)
    {
        _putting = true;
        TextAreas.Put(_area, state.Text(Folder()));
        _putting = false;
    }

    public void ShowFindings(IEnumerable<Diagnostic> findings) => _area.Marks =
    [
        .. findings.Where(finding => finding.Line > 0).Take(MarksMax).Select(finding => new MarginMark(
            finding.Line - 1, finding.IsError ? "E" : "!", Context.Texts.Said(finding.Message),
            finding.IsError ? ThemeRole.Error : ThemeRole.Warning)),
    ];
}
