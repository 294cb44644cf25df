using Samantha.Chains.ChainFiles;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Tui.App;

namespace Samantha.Tui.Editor.Pages;

/// <summary>One long text of the chain: the system prompt or the previous response.</summary>
public sealed class TextPage : EditorPage
{
    private readonly TextArea _area;
    private readonly Func<ChainDocument, string> _get;
    private readonly string _fileKey;
    private bool _putting;

    public TextPage(
        ScreenContext context, string id, string fileKey, Func<ChainDocument, string> get,
        Func<ChainDocument, string, ChainDocument> set)
        : base(context, id)
    {
        (_get, _fileKey) = (get, fileKey);
        _area = new TextArea(Kit) { UndoByOwner = true };
        _area.TextChanged += () =>
        {
            if (!_putting)
            {
                Change(state => state.With(document => set(document, _area.Text)), Id);
            }
        };
    }

    public override IReadOnlyList<Widget> Children => [_area];

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _area.Backdrop = Backdrop;
        _area.Arrange(area.Inset(1, 0, 0, 0));
    }

    public override void Draw(Canvas canvas) => DrawChild(canvas, Bounds, _area);

    public override void Show(EditorState state, bool anew)
    {
        _area.ReadOnly = state.Document is null;
        _area.Placeholder = state.Document is { } document && document.References.TryGetValue(_fileKey, out string? file)
            ? T("editor.from-file", _fileKey, file)
            : T("editor.empty." + Id);
        _putting = true;
        TextAreas.Put(_area, state.Document is null ? "" : _get(state.Document));
        _putting = false;
    }
}
