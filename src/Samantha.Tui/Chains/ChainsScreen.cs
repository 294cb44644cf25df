using System.Collections.Immutable;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.App;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Chains;

/// <summary>
/// The shipped examples and the person's own chains: what each does, its check, starting, copying, removing. Shows what is on
/// disk and keeps no chain itself; files are touched by jobs only.
/// </summary>
public sealed partial class ChainsScreen : Screen
{
    /// <summary>Below this width the preview goes under the list.</summary>
    private const int StackBelowCells = 84;

    /// <summary>Running through the list with a key held down must not check every chain on the way.</summary>
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(120);

    private readonly ListView _list;
    private readonly TranscriptView _preview;
    private readonly SplitPane _split;
    private readonly KeyMap _keys;
    private ImmutableArray<ChainFile> _files = [];
    private IDisposable? _settling;
    private Job? _looking;
    private Job? _starting;
    private string? _selectNext;

    public ChainsScreen(ScreenContext context)
        : base(context, ScreenIds.Chains)
    {
        _keys = KeysFor(context);
        _list = new ListView(Kit) { EmptyText = T("chains.reading") };
        _list.SelectionChanged += OnSelectionChanged;
        _list.Opened += () => Run("chains.start");
        _preview = new TranscriptView(Kit) { EmptyText = T("chains.reading") };
        _split = new SplitPane(
            Kit, SplitDirection.Columns,
            new SplitPart(new Pane(Kit, T("chains.list"), _list, 1), Length.Star(2, 26), 26),
            new SplitPart(new Pane(Kit, T("chains.preview"), _preview, 2), Length.Star(3, 30), 30, DropOrder: 1))
        {
            StackBelowCells = StackBelowCells,
        };
    }

    public override KeyMap Keys => _keys;

    public override IReadOnlyList<Widget> Children => [_split];

    private ChainFile? Selected => _list.Selected?.Tag as ChainFile;

    public static KeyMap KeysFor(ScreenContext context) => context.Keys(
        "chains",
        ("chains.start", ["F5"]),
        ("chains.edit", ["e"]),
        ("chains.duplicate", ["d"]),
        ("chains.new", ["n"]),
        ("chains.delete", ["Delete"]),
        ("chains.count", ["t"]),
        ("chains.refresh", ["r"]));

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _split.Arrange(area);
    }

    public override void Draw(Canvas canvas) => DrawChild(canvas, Bounds, _split);

    public override string? LabelOf(string actionId) => actionId == "list.open" ? T("label.chains.start") : null;

    /// <param name="argument">The path of the chain to select, or null.</param>
    public override void Shown(object? argument)
    {
        _selectNext = argument as string ?? _selectNext;
        Refresh();
    }

    public override bool CanRun(string actionId) => actionId switch
    {
        "chains.new" or "chains.refresh" => true,
        "chains.delete" => Selected is { Entry.IsExample: false },
        _ => Selected is not null,
    };

    public override bool Run(string actionId)
    {
        switch (actionId)
        {
            case "chains.new":
                AskForName();
                return true;
            case "chains.refresh":
                Refresh();
                return true;
            default:
                return Selected is { } file && RunOn(actionId, file);
        }
    }

    private bool RunOn(string actionId, ChainFile file)
    {
        switch (actionId)
        {
            case "chains.start":
                Start(file);
                return true;
            case "chains.edit":
                Edit(file);
                return true;
            case "chains.duplicate":
                Duplicate(file, path => _selectNext = path);
                return true;
            case "chains.delete" when !file.Entry.IsExample:
                AskToDelete(file);
                return true;
            case "chains.count":
                Count(file);
                return true;
            default:
                return false;
        }
    }

    private void Refresh() => Context.Jobs.StartQuiet(
        () => ChainFile.ReadAll(Context.Services, Context.Drafts),
        files =>
        {
            _files = files;
            _list.EmptyText = T("chains.none");
            _list.Items = [.. _files.Select(ItemOf)];
            if (_selectNext is { } path && _list.Select(path))
            {
                _selectNext = null;
            }

            Preview();
        });

    private ListItem ItemOf(ChainFile file)
    {
        string mark = file.HasDraft ? " *" : "";
        string place = T(file.Entry.IsExample ? "chains.example" : "chains.own");
        return new ListItem(
            file.Entry.Path, file.Name + mark, file.Problem ? "! " + place : place,
            file.Problem ? ThemeRole.Warning : ThemeRole.Text, file);
    }

    private void OnSelectionChanged()
    {
        _settling?.Dispose();
        _settling = Context.After(s_settle, Preview);
    }

    private void Preview()
    {
        _looking?.Cancel();
        if (Selected is not { } file)
        {
            Show([]);
            return;
        }

        _looking = Context.Jobs.StartQuiet(
            ct => LookAsync(file.Entry.Path, ct),
            report => Show(ChainPreview.Lines(Context.Texts, report, PathOf(file))),
            problem => Show([StyledLine.In(ThemeRole.Error, Context.Texts.Said(problem.Message))]));
    }

    private void Count(ChainFile file) => Context.Jobs.Start(
        T("chains.counting"),
        (progress, ct) => Context.Services.Checks.CountAsync(
            Context.Services.Chains.ReadText(file.Entry.Path), file.Entry.Path, progress, ct),
        report =>
        {
            if (Selected?.Entry.Path == file.Entry.Path)
            {
                Show(ChainPreview.Lines(Context.Texts, report, PathOf(file)));
            }
        });

    private string PathOf(ChainFile file) => ShownPath.Of(file.Entry.Path, Context.Services.Facts.HomeFolder);

    private Task<ChainReport> LookAsync(string path, CancellationToken ct) =>
        Context.Services.Checks.LookAsync(Context.Services.Chains.ReadText(path), path, ct);

    private void Show(IReadOnlyList<StyledLine> lines)
    {
        var log = new TranscriptLog();
        foreach (StyledLine line in lines)
        {
            log.AppendLine(line);
        }

        _preview.Log = log;
        _preview.EmptyText = T("chains.nothing-selected");
        _preview.Arrange(_preview.Bounds);
        _preview.Run("log.first");
        Invalidate();
    }
}
