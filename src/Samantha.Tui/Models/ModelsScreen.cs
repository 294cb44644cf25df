using Samantha.Actors.ModelFiles;
using Samantha.Actors.Models;
using Samantha.Actors.Sessions;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Tables;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Terminal.Widgets.Wrapping;
using Samantha.Tui.App;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Models;

/// <summary>
/// The model files that are there and what is known about them: header, memory, template, metadata, vocabulary, tokenizer. Shows
/// what files and engines say and keeps nothing itself.
/// </summary>
public sealed partial class ModelsScreen : Screen
{
    private const int StackBelowCells = 100;
    private const string FactsPage = "facts";
    private const string MetadataPage = "metadata";
    private const string VocabularyPage = "vocabulary";
    private const string TokensPage = "tokens";

    private readonly KeyMap _keys;
    private readonly TableView _table;
    private readonly TranscriptView _facts;
    private readonly TableView _metadata;
    private readonly VocabularyHolder _holder;
    private readonly VocabularyPageView _vocabulary;
    private readonly TokenizerView _tokens;
    private readonly TabsView _tabs;
    private readonly SplitPane _split;
    private ModelStatus? _status;
    private string? _selectNext;

    public ModelsScreen(ScreenContext context)
        : base(context, ScreenIds.Models)
    {
        _keys = KeysFor(context);
        _table = new TableView(
            Kit, new TableColumn(T("models.name"), MostCells: 32), new TableColumn(T("models.size"), AlignRight: true),
            new TableColumn(T("models.quantisation")), new TableColumn(T("models.architecture")),
            new TableColumn(T("models.context-column"), AlignRight: true), new TableColumn(T("models.folder")))
        {
            EmptyText = T("models.reading"),
        };
        _table.SelectionChanged += OnSelectionChanged;
        _table.Opened += () => Kit.Focus(_tabs!);
        _facts = new TranscriptView(Kit) { EmptyText = T("models.nothing-selected") };
        _metadata = new TableView(
            Kit, new TableColumn(T("models.key"), MostCells: 44), new TableColumn(T("models.value"), MostCells: 2_000));
        _holder = new VocabularyHolder(context.Services.Models);
        _vocabulary = new VocabularyPageView(context, _holder);
        _tokens = new TokenizerView(context, _holder);
        _tabs = new TabsView(
            Kit, new TabPage(FactsPage, T("models.facts"), _facts), new TabPage(MetadataPage, T("models.metadata"), _metadata),
            new TabPage(VocabularyPage, T("models.vocabulary"), _vocabulary),
            new TabPage(TokensPage, T("models.tokenizer"), _tokens));
        _tabs.PageChanged += ShowPage;
        _split = new SplitPane(
            Kit, SplitDirection.Columns,
            new SplitPart(new Pane(Kit, T("models.list"), _table, 1), Length.Star(2, 30), 30),
            new SplitPart(new Pane(Kit, T("models.about"), _tabs, 2), Length.Star(3, 40), 40, DropOrder: 1))
        {
            StackBelowCells = StackBelowCells,
        };
    }

    public override KeyMap Keys => _keys;

    public override IReadOnlyList<Widget> Children => [_split];

    private CatalogModel? Selected => _table.Selected?.Tag as CatalogModel;

    public static KeyMap KeysFor(ScreenContext context) => context.Keys(
        "models",
        ("models.next-page", ["F8", "n"]),
        ("models.previous-page", ["F7", "p"]),
        ("models.template", ["F5", "t"]),
        ("models.download", ["F4", "d"]),
        ("models.unload", ["u"]),
        ("models.next-tab", ["F2"]),
        ("models.refresh", ["r"]));

    public override string? LabelOf(string actionId) => actionId switch
    {
        "list.open" => T("label.models.look"),
        "edit.undo" or "edit.search" or "edit.external" => "",
        _ => null,
    };

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _split.Arrange(area.Inset(0, Math.Min(1, area.Height), 0, 0));
    }

    public override void Draw(Canvas canvas)
    {
        string loaded = _status?.Loaded is { } use
            ? T(_status.Busy ? "models.loaded-busy" : "models.loaded", use.Name, _status.EngineProcessId ?? 0)
            : T("models.none-loaded");
        canvas.Text(1, 0, CellText.Truncate(loaded, canvas.Width - 2, canvas.Glyphs.Ellipsis), Look(canvas, ThemeRole.Muted));
        DrawChild(canvas, Bounds, _split);
    }

    /// <param name="argument">The path of the model to select, or null.</param>
    public override void Shown(object? argument)
    {
        _selectNext = argument as string ?? _selectNext;
        Refresh();
    }

    // A process that holds a vocabulary is not kept behind other screens.
    public override void Hidden()
    {
        _vocabulary.Forget();
        _tokens.Forget();
        _ = Task.Run(_holder.CloseAsync);
    }

    public override void OnNews(SessionNews news)
    {
        if (Context.Go.Current == Id && news is SessionEnded or SessionEventRecorded { Event: Samantha.Chains.Sessions.ModelLoaded })
        {
            ReadStatus();
        }
    }

    public override bool CanRun(string actionId) => actionId switch
    {
        "models.next-page" => _tabs.Active?.Id == VocabularyPage && _vocabulary.HasNext,
        "models.previous-page" => _tabs.Active?.Id == VocabularyPage && _vocabulary.HasPrevious,
        "models.template" => Selected?.File is not null,
        "models.unload" => _status?.Loaded is not null,
        _ => true,
    };

    public override bool Run(string actionId)
    {
        if (!CanRun(actionId))
        {
            return false;
        }

        switch (actionId)
        {
            case "models.next-page":
                _vocabulary.Next();
                return true;
            case "models.previous-page":
                _vocabulary.Previous();
                return true;
            case "models.template":
                CheckTemplate(Selected!);
                return true;
            case "models.download":
                AskForAddress();
                return true;
            case "models.unload":
                Unload();
                return true;
            case "models.next-tab":
                _tabs.Select(_tabs.Pages[(_tabs.ActiveIndex + 1) % _tabs.Pages.Length].Id);
                Kit.Focus(_tabs.Active!.Content);
                return true;
            case "models.refresh":
                Refresh();
                return true;
            default:
                return false;
        }
    }

    private TableRow RowOf(CatalogModel model)
    {
        ModelFileEntry entry = model.Entry;
        TableCell name = model.File is null ? new TableCell("! " + entry.Name, null, ThemeRole.Warning) : entry.Name;
        int context = model.File?.TrainedContextTokens ?? 0;
        return TableRow.Of(
            entry.Path, name, new TableCell(Context.Texts.Bytes(entry.SizeBytes), entry.SizeBytes),
            model.File?.FileTypeName ?? "-", model.File?.Architecture ?? "-",
            new TableCell(context > 0 ? Context.Texts.Number(context) : "-", context), ShownPath.Of(entry.Folder.Path, Context.Services.Facts.HomeFolder)) with
            {
                Tag = model,
            };
    }
}
