using Samantha.Chains.Diagnostics;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Wrapping;
using Samantha.Tui.App;
using Samantha.Tui.Editor.Fields;
using Samantha.Tui.Editor.Pages;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Editor;

/// <summary>
/// The chain editor: one chain file as pages of texts, models and settings, checked while it is written. What is edited is one
/// <see cref="EditorState"/> in a history; files, checks and counting are jobs elsewhere.
/// </summary>
public sealed partial class EditorScreen : Screen
{
    private readonly KeyMap _keys;
    private readonly TabsView _tabs;
    private readonly PromptsPage _prompts;
    private readonly ModelsPage _models;
    private readonly FormPage _values;
    private readonly CheckPage _check;
    private readonly FilePage _file;
    private readonly ContextGauge _gauge;
    private EditorHistory _history;
    private EditorState _saved;
    private string? _path;
    private string? _savedText;
    private bool _isOpen;
    private ChainReport? _report;

    public EditorScreen(ScreenContext context)
        : base(context, ScreenIds.Editor)
    {
        _keys = KeysFor(context);
        _prompts = new PromptsPage(context);
        _models = new ModelsPage(context);
        _values = new FormPage(
            context, EditorPages.Values, [.. ValueRows.Hyperparameters, ValueRows.Sweep, ValueRows.Random, .. ValueRows.Ranges], hasPresets: true);
        _check = new CheckPage(context);
        _file = new FilePage(context) { Folder = () => Folder };
        _gauge = new ContextGauge(context);
        EditorPage[] pages =
        [
            _prompts,
            new TextPage(context, EditorPages.SystemPrompt, "system-prompt-file", document => document.SystemPrompt,
                (document, text) => document with { SystemPrompt = text }),
            new TextPage(context, EditorPages.PreviousResponse, "previous-response-file", document => document.PreviousResponse,
                (document, text) => document with { PreviousResponse = text }),
            _models,
            new FormPage(context, EditorPages.Run, SettingRows.Run),
            _values,
            new FormPage(context, EditorPages.Code, SettingRows.Code),
            new FormPage(context, EditorPages.Stop, SettingRows.Stop),
            new FormPage(context, EditorPages.Health, HealthRows.All),
            _check,
            _file,
        ];
        _tabs = new TabsView(Kit, [.. pages.Select(page => new TabPage(page.Id, T("editor.page." + page.Id), page))]);
        _tabs.PageChanged += OnPageChanged;
        _models.Opened += AskForModelValues;
        foreach (EditorPage page in pages)
        {
            page.Change = Change;
        }

        _saved = new EditorState(null, "");
        _history = new EditorHistory(_saved, context.Services.Time);
    }

    public override KeyMap Keys => _keys;

    public override IReadOnlyList<Widget> Children => [_tabs];

    public override string? UnsavedWork => IsChanged ? FileName : null;

    public override object? Place => _isOpen ? _path : null;

    private EditorState State => _history.State;

    private bool IsChanged => _isOpen && !ReferenceEquals(State, _saved);

    private EditorPage Page => (EditorPage)_tabs.Active!.Content;

    private string FileName => _path is null ? T("editor.new-name") : Path.GetFileName(_path);

    /// <summary>Where the chain lies or will lie: other files are looked for there.</summary>
    private string PathOrNew => _path ?? Path.Combine(Context.Services.Chains.OwnFolder, "new.conf");

    private string? Folder => Path.GetDirectoryName(PathOrNew);

    public static KeyMap KeysFor(ScreenContext context) => context.Keys(
        "editor",
        ("editor.model-add", ["a"]),
        ("editor.model-url", ["u"]),
        ("editor.model-repeat", ["r"]),
        ("editor.model-up", ["K", "Shift+Up"]),
        ("editor.model-down", ["J", "Shift+Down"]),
        ("editor.model-values", ["v"]),
        ("editor.model-name", ["n"]),
        ("editor.model-remove", ["Delete", "x"]),
        ("editor.save", ["Ctrl+S"]),
        ("editor.start", ["F5"]),
        ("editor.next-page", ["F6"]),
        ("editor.previous-page", ["Shift+F6", "F7"]),
        ("editor.collection", ["F4"]),
        ("editor.undo", ["Ctrl+Z", "Alt+U"]),
        ("editor.redo", ["Ctrl+Y", "Alt+E"]),
        ("editor.deterministic", ["Alt+D"]),
        ("editor.stochastic", ["Alt+R"]),
        ("editor.count", ["F8"]),
        ("editor.save-as", ["Alt+S"]),
        ("editor.new", ["Alt+C"]),
        ("editor.revert", ["Alt+V"]));

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _tabs.Arrange(area.Inset(0, 1, 0, 1));
        _gauge.Arrange(new Rect(area.X + 1, area.Bottom - 1, Math.Max(0, area.Width - 2), 1));
    }

    public override void Draw(Canvas canvas)
    {
        string mark = IsChanged ? "* " : "";
        string name = State.Document?.Chain.Name is { Length: > 0 } chain ? $"{chain} ({FileName})" : FileName;
        (string verdict, ThemeRole role) = Verdict();
        int width = CellText.Width(verdict);
        canvas.Text(
            1, 0, CellText.Truncate(mark + name, canvas.Width - width - 4, canvas.Glyphs.Ellipsis),
            Look(canvas, ThemeRole.Title));
        canvas.Text(Math.Max(0, canvas.Width - width - 1), 0, verdict, Look(canvas, role));
        DrawChild(canvas, Bounds, _tabs);
        DrawChild(canvas, Bounds, _gauge);
    }

    /// <param name="argument">The path of a chain; null: what is open stays, or a new chain begins.</param>
    public override void Shown(object? argument)
    {
        if (argument is string path)
        {
            Open(path);
        }
        else if (!_isOpen && !_isLoading)
        {
            Begin();
        }
    }

    // The line of keys is short: pages and files are worth more there than what every text can do.
    public override string? LabelOf(string actionId) => actionId switch
    {
        "list.open" => T("label.editor.model-values"),
        "edit.search" or "edit.external" or "list.filter" or "log.last" or "log.select" => "",
        _ => null,
    };

    public override bool CanRun(string actionId) => actionId switch
    {
        "editor.undo" => _history.CanUndo,
        "editor.redo" => _history.CanRedo,
        "editor.revert" => IsChanged && _path is not null,
        "editor.collection" => CollectionOfPage() is not null && State.Document is not null,
        "editor.deterministic" or "editor.stochastic" => State.Document is not null,
        "editor.model-add" or "editor.model-url" => _models.IsListFocused && State.Document is not null,
        _ when actionId.StartsWith("editor.model-", StringComparison.Ordinal) => _models.IsListFocused && _models.Selected >= 0,
        _ => _isOpen,
    };

    public override bool Run(string actionId)
    {
        if (!CanRun(actionId))
        {
            // Ctrl+Z must not fall through to the program, which would be put aside by it.
            return actionId is "editor.undo" or "editor.redo";
        }

        switch (actionId)
        {
            case "editor.undo":
                StepBack(_history.Undo());
                return true;
            case "editor.redo":
                StepBack(_history.Redo());
                return true;
            case "editor.next-page" or "editor.previous-page":
                StepPage(actionId == "editor.next-page" ? 1 : -1);
                return true;
            case "editor.deterministic" or "editor.stochastic":
                _values.SetPreset(actionId["editor.".Length..]);
                Context.Notices.Say(T("editor.preset-set", T("editor.preset." + actionId["editor.".Length..])));
                return true;
            default:
                return RunOnFile(actionId) || RunOnModels(actionId);
        }
    }

    private bool RunOnFile(string actionId)
    {
        switch (actionId)
        {
            case "editor.save":
                Save();
                return true;
            case "editor.save-as":
                AskForPath();
                return true;
            case "editor.start":
                Start();
                return true;
            case "editor.count":
                Count();
                return true;
            case "editor.collection":
                ChooseFromCollection();
                return true;
            case "editor.new":
                KeepDraftSoon();
                Begin();
                return true;
            case "editor.revert":
                AskToRevert();
                return true;
            default:
                return false;
        }
    }

    private void StepPage(int by)
    {
        int count = _tabs.Pages.Length;
        _tabs.Select(_tabs.Pages[(_tabs.ActiveIndex + by + count) % count].Id);
        Kit.Focus(Page);
    }

    private void OnPageChanged()
    {
        Page.Show(State, anew: false);
        Invalidate();
    }

    // Every change of a person comes here, whatever page it is from.
    private void Change(Func<EditorState, EditorState> change, string field)
    {
        EditorState before = State;
        EditorState after = change(before);
        if (ReferenceEquals(before, after) || after == before)
        {
            return;
        }

        if (before is { Raw: not null, Document.LosesComments: true } && after.Raw is null)
        {
            Context.Notices.Warn(T("editor.comments"));
        }

        _history.Change(after, field);
        if (Page is FormPage)
        {
            Page.Show(after, anew: false);
        }

        Settle();
    }

    private void StepBack(EditorHistory.Step? step)
    {
        if (step is null)
        {
            return;
        }

        string field = step.Field ?? EditorPages.Prompts;
        string page = PageOf(field);
        _tabs.Select(page);
        Page.Show(State, anew: true);
        Page.Reveal(field);
        Settle();
    }

    // A field of a form belongs to the page whose settings have it.
    private static string PageOf(string field) =>
        EditorPages.InOrder.Contains(field) ? field
        : field.StartsWith("collection.", StringComparison.Ordinal) ? field["collection.".Length..]
        : SettingRows.Run.Any(row => row.Id == field) ? EditorPages.Run
        : SettingRows.Code.Any(row => row.Id == field) ? EditorPages.Code
        : SettingRows.Stop.Any(row => row.Id == field) ? EditorPages.Stop
        : HealthRows.All.Any(row => row.Id == field) ? EditorPages.Health
        : EditorPages.Values;

    private (string Text, ThemeRole Role) Verdict()
    {
        if (_report is not { } report)
        {
            return (T("editor.checking"), ThemeRole.Muted);
        }

        int errors = report.Findings.Count(finding => finding.IsError) + report.Models.Count(model => model.Problem is not null);
        int warnings = report.Findings.Count(finding => finding.Severity == DiagnosticSeverity.Warning);

        // The other pages are empty then, and only this one can be mended.
        string where = State.Document is null ? " · " + T("editor.in-file") : "";
        return errors > 0 ? (Context.Texts.Count("preview.errors", errors) + where, ThemeRole.Error)
            : warnings > 0 ? (Context.Texts.Count("preview.warnings", warnings), ThemeRole.Warning)
            : (T("preview.ready"), ThemeRole.Success);
    }
}
