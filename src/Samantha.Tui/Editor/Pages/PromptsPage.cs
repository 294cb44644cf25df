using System.Collections.Immutable;
using Samantha.Chains.Prompts;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Terminal.Widgets.Wrapping;
using Samantha.Tui.App;
using Samantha.Tui.Chains;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Editor.Pages;

/// <summary>
/// The prompt list as text, with what the real parser makes of it: numbers in the margin, looks, and a line that says what stands
/// at the cursor.
/// </summary>
public sealed class PromptsPage : EditorPage
{
    private readonly TextArea _area;
    private PromptList _list = new([]);
    private ImmutableArray<ReportedCounts> _counts = [];
    private bool _putting;

    public PromptsPage(ScreenContext context)
        : base(context, EditorPages.Prompts)
    {
        _area = new TextArea(Kit) { UndoByOwner = true };
        _area.TextChanged += () =>
        {
            if (!_putting)
            {
                string text = _area.Text;
                Change(state => state.With(document => document with { Prompts = text, PromptTexts = null }), Id);
            }
        };
    }

    public override IReadOnlyList<Widget> Children => [_area];

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _area.Backdrop = Backdrop;
        _area.Arrange(area.Inset(0, 0, 0, 1));
    }

    public override void Draw(Canvas canvas)
    {
        DrawChild(canvas, Bounds, _area);
        (string text, ThemeRole role) = AtCaret();
        Canvas line = canvas.Window(new Rect(0, canvas.Height - 1, canvas.Width, 1));
        line.Clear(Look(canvas, ThemeRole.Text));
        line.Text(1, 0, CellText.Truncate(text, canvas.Width - 2, canvas.Glyphs.Ellipsis), Look(canvas, role));
    }

    public override void Show(EditorState state, bool anew)
    {
        _area.ReadOnly = state.Document is null;
        _area.Placeholder = state.Document?.References is { } files
            && (files.TryGetValue("prompts-file", out string? file) || files.TryGetValue("prompts-pdf", out file))
                ? T("editor.from-file", EditorPages.Prompts, file)
                : T("editor.empty." + Id);
        _putting = true;
        TextAreas.Put(_area, state.Document?.Prompts ?? "");
        _putting = false;
    }

    /// <summary>What was parsed of the text that is shown.</summary>
    public void ShowParsed(PromptList list, PromptMarks marks)
    {
        _list = list;
        (_area.Marks, _area.Decorations) = (marks.Marks, marks.Ranges);
    }

    public void ShowCounts(ImmutableArray<ReportedCounts> counts) => _counts = counts;

    private (string Text, ThemeRole Role) AtCaret()
    {
        int line = _area.State.Caret.Line + 1;
        var findings = _list.Diagnostics.Where(finding => finding.Line == line).ToList();
        if (findings.Count > 0)
        {
            bool isError = findings.Exists(finding => finding.IsError);
            string word = T(isError ? "preview.error" : "preview.warning");
            return (word + " " + string.Join(" ", findings.Select(finding => Context.Texts.Said(finding.Message))),
                isError ? ThemeRole.Error : ThemeRole.Warning);
        }

        if (_list.Items.FirstOrDefault(item => IsIn(item.Span, line)) is { } prompt)
        {
            return (OfPrompt(prompt), ThemeRole.Muted);
        }

        return _list.Ignored.Any(ignored => IsIn(ignored.Span, line))
            ? (T("editor.prompt-ignored"), ThemeRole.Ignored)
            : (Summary(), _list.Diagnostics.IsEmpty ? ThemeRole.Muted : ThemeRole.Warning);
    }

    private string OfPrompt(PromptItem prompt)
    {
        string text = T(prompt.Kind == PromptKind.Final ? "editor.prompt-final" : "editor.prompt-of",
            Context.Texts.Number(prompt.Number), Context.Texts.Number(_list.Count));
        var counts = _counts.Where(counts => prompt.Number <= counts.PromptTokens.Length)
            .Select(counts => counts.PromptTokens[prompt.Number - 1]).OfType<int>().ToList();
        if (counts.Count > 0)
        {
            text += " · " + T("preview.tokens", string.Join(" / ", counts.Select(count => Context.Texts.Number(count))));
        }

        text += prompt.Overrides.IsNone ? "" : " · {" + OneLine.Of(ChainWords.Overrides(prompt.Overrides)) + "}";

        // Who has more than one knows how.
        return _list.Count == 1 ? text + " · " + T("editor.prompt-more") : text;
    }

    private string Summary()
    {
        string text = Context.Texts.Count("preview.prompts", _list.Count);
        text += _list.PrePrompt.Length > 0 ? " · " + T("preview.pre-prompt", OneLine.Of(_list.PrePrompt, 60)) : "";
        text += _list.Ignored.IsEmpty ? "" : " · " + Context.Texts.Count("editor.ignored", _list.Ignored.Length);
        return _list.Diagnostics.IsEmpty
            ? text
            : text + " · " + Context.Texts.Count("editor.findings", _list.Diagnostics.Length);
    }

    private static bool IsIn(PromptSpan span, int line) => span.Line > 0 && line >= span.Line && line <= span.EndLine;
}
