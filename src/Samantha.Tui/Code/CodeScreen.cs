using Samantha.Chains.Code;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Running;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.App;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Code;

/// <summary>
/// Python taken from responses or written here: edited, run in the sandbox with its output as it comes, its files opened. Owns
/// only the text on screen and its draft; what runs is the code desk's business.
/// </summary>
public sealed partial class CodeScreen : Screen
{
    private const int StackBelowCells = 100;
    private const int InfoRowsMax = 5;
    private const int FileRows = 5;

    private readonly TextArea _editor;
    private readonly TranscriptView _output;
    private readonly ListView _files;
    private readonly SplitPane _split;
    private readonly TextBlock _info;
    private readonly KeyMap _keys;
    private SandboxReport? _report;
    private string _cleanText = "";
    private bool _wasShown;

    public CodeScreen(ScreenContext context)
        : base(context, ScreenIds.Code)
    {
        _keys = KeysFor(context);
        _editor = new TextArea(Kit) { CodeKeys = true, LineNumbers = true, Placeholder = T("code.placeholder") };
        _editor.TextChanged += OnTextChanged;
        _output = new TranscriptView(Kit) { EmptyText = T("code.no-output") };
        _files = new ListView(Kit) { EmptyText = T("code.no-files") };
        _files.Opened += () => Run("code.open");
        _info = new TextBlock(Kit);
        var results = new SplitPane(
            Kit, SplitDirection.Rows,
            new SplitPart(new Pane(Kit, T("code.output"), _output, 2), Length.Star(1, 3), 3),
            new SplitPart(new Pane(Kit, T("code.files"), _files, 3), Length.Fixed(FileRows), FileRows, DropOrder: 1));
        _split = new SplitPane(
            Kit, SplitDirection.Columns,
            new SplitPart(new Pane(Kit, T("code.program"), _editor, 1), Length.Star(1, 30), 30),
            new SplitPart(results, Length.Star(1, 30), 30, DropOrder: 1))
        {
            StackBelowCells = StackBelowCells,
        };
        Context.Jobs.Changed += TellWhenStopped;
    }

    public override KeyMap Keys => _keys;

    public override IReadOnlyList<Widget> Children => [_split];

    public override string? UnsavedWork => IsChanged ? T("code.unsaved") : null;

    private bool IsChanged => _editor.Text != _cleanText && !string.IsNullOrWhiteSpace(_editor.Text);

    public static KeyMap KeysFor(ScreenContext context) => context.Keys(
        "code",
        ("code.run", ["F5"]),
        ("code.stop", ["F6"]),
        ("code.take", ["F4"]),
        ("code.extract", ["F7"]),
        ("code.save", ["Ctrl+S"]),
        ("code.open", ["F8"]),
        ("code.focus", ["F2"]),
        ("code.clear", ["Ctrl+N"]));

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _info.Lines = [Sandbox(), StyledLine.In(ThemeRole.Muted, RunWords.Limits(Context.Texts, SandboxLimits.Default))];
        int width = Math.Max(1, area.Width - 2);
        int rows = Math.Min(Math.Min(_info.RowsAt(width), InfoRowsMax), area.Height / 3);
        _info.Arrange(new Rect(area.X + 1, area.Y, width, rows));
        _split.Arrange(area.Inset(0, rows, 0, 0));
    }

    public override void Draw(Canvas canvas)
    {
        DrawChild(canvas, Bounds, _info);
        DrawChild(canvas, Bounds, _split);
    }

    /// <param name="argument">
    /// An <see cref="ExtractedCode"/>, a text (Markdown with code, or a program), a session whose last code is wanted, or null.
    /// </param>
    public override void Shown(object? argument)
    {
        if (_report is null)
        {
            Probe(() => { });
        }

        switch (argument)
        {
            case ExtractedCode code:
                Load(code, T("code.from-response"));
                break;
            case string text:
                Load(CodeExtraction.Extract(text, isComplete: true) ?? new ExtractedCode(text, [], []), T("code.from-response"));
                break;
            case Actors.Storage.SessionId session:
                TakeLastOf(session);
                break;
            case null when !_wasShown:
                RestoreOrTake();
                break;
        }

        _wasShown = true;
    }

    // The line of keys is short: running is worth more there than what every text can do.
    public override string? LabelOf(string actionId) =>
        actionId is "edit.undo" or "edit.search" or "edit.external" ? "" : null;

    public override bool CanRun(string actionId) => actionId switch
    {
        "code.run" => !IsRunning,
        "code.stop" => IsRunning,
        "code.open" => SelectedItem is not null,
        "code.save" or "code.clear" => _editor.State.Document.Length > 0,
        _ => true,
    };

    public override bool Run(string actionId)
    {
        switch (actionId)
        {
            case "code.run":
                RunProgram();
                return true;
            case "code.stop":
                return Stop();
            case "code.take":
                ChooseResponse();
                return true;
            case "code.extract":
                ExtractHere();
                return true;
            case "code.save":
                AskWhereToSave();
                return true;
            case "code.open":
                OpenSelected();
                return true;
            case "code.focus":
                Kit.Focus(_editor.HasFocus ? _output : _editor);
                return true;
            case "code.clear":
                _editor.State.ReplaceAll("");
                return true;
            default:
                return false;
        }
    }

    public override bool Interrupt() => Stop();

    public override void KeepDraft()
    {
        _settling?.Dispose();
        if (IsChanged)
        {
            Context.Drafts.Keep(DraftSubjects.Code, _editor.Text);
        }
    }

    private ProducedItem? SelectedItem => _files.Selected?.Tag as ProducedItem;

    private StyledLine Sandbox()
    {
        (string text, ThemeRole role) = _report switch
        {
            null => (T("code.probing"), ThemeRole.Muted),
            { Level: null } none => (T("code.no-sandbox", Context.Texts.Said(none.Reason)), ThemeRole.Error),
            { Level: SandboxLevel.None } off => (T("code.sandbox-off", Context.Texts.Said(off.Reason)), ThemeRole.Warning),
            { } there => (T("code.sandbox", RunWords.LevelOf(there.Level), Context.Texts.Said(there.Reason)), ThemeRole.Text),
        };
        return StyledLine.In(role, OneLine.Of(text));
    }
}
