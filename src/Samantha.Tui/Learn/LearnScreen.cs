using Samantha.Actors.Storage;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Engine.Protocol;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Charts;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Tables;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Terminal.Widgets.Wrapping;
using Samantha.Tui.App;
using Samantha.Tui.Models;

namespace Samantha.Tui.Learn;

/// <summary>
/// How the tokens of a response are chosen: their candidates before and after all filters, live and step by step, or of a finished
/// response. It shows what engine and journal tell and keeps nothing itself.
/// </summary>
public sealed partial class LearnScreen : Screen
{
    private const int StackBelowCells = 110;
    private const int InfoRows = 2;
    private const int SparkRows = 1;

    /// <summary>More tokens than any window holds today are not kept on screen.</summary>
    private const int TokensMax = 20_000;

    private const string ResponsePage = "response";
    private const string StagesPage = "stages";
    private const string UnlikelyPage = "unlikely";
    private const string VocabularyPage = "vocabulary";
    private const string MetadataPage = "metadata";

    private readonly KeyMap _keys;
    private readonly TableView _candidates;
    private readonly TableView _stages;
    private readonly TableView _unlikely;
    private readonly TranscriptView _response;
    private readonly Sparkline _entropy;
    private readonly VocabularyHolder _holder;
    private readonly VocabularyPageView _vocabulary;
    private readonly TableView _metadata;
    private readonly TabsView _tabs;
    private readonly SplitPane _split;
    private readonly List<TokenEvidence> _tokens = [];
    private SessionId? _session;
    private StepPosition? _position;
    private string _source = "";
    private string? _note;
    private string _modelName = "";
    private TokenEvidence? _preview;
    private ResponsePace _pace = new(Candidates: EvidenceSettings.CandidatesDefault);
    private int _at = -1;
    private bool _follows = true;
    private bool _isLive;

    public LearnScreen(ScreenContext context)
        : base(context, ScreenIds.Learn)
    {
        _keys = KeysFor(context);
        _candidates = new TableView(Kit, LearnRows.CandidateColumns(context.Texts)) { EmptyText = T("learn.nothing") };
        _stages = new TableView(Kit, LearnRows.StageColumns(context.Texts)) { EmptyText = T("learn.nothing") };
        _unlikely = new TableView(Kit, LearnRows.UnlikelyColumns(context.Texts)) { EmptyText = T("learn.none-unlikely") };
        _unlikely.Opened += () =>
        {
            if (_unlikely.Selected?.Tag is TokenEvidence token)
            {
                LookAt(_tokens.FindIndex(known => known.Index == token.Index));
            }
        };
        _candidates.Opened += Choose;
        _response = new TranscriptView(Kit) { EmptyText = T("learn.nothing") };
        _entropy = new Sparkline(Kit);
        _holder = new VocabularyHolder(context.Services.Models);
        _vocabulary = new VocabularyPageView(context, _holder);
        _metadata = new TableView(
            Kit, new TableColumn(T("models.key"), MostCells: 44), new TableColumn(T("models.value"), MostCells: 2_000));
        _tabs = new TabsView(
            Kit, new TabPage(ResponsePage, T("learn.response"), _response), new TabPage(StagesPage, T("learn.stages"), _stages),
            new TabPage(UnlikelyPage, T("learn.unlikely"), _unlikely),
            new TabPage(VocabularyPage, T("models.vocabulary"), _vocabulary),
            new TabPage(MetadataPage, T("models.metadata"), _metadata));
        _tabs.PageChanged += ShowModel;
        _split = new SplitPane(
            Kit, SplitDirection.Columns,
            new SplitPart(new Pane(Kit, T("learn.candidates"), _candidates, 1), Length.Star(3, 40), 40),
            new SplitPart(new Pane(Kit, T("learn.about"), _tabs, 2), Length.Star(2, 30), 30, DropOrder: 1))
        {
            StackBelowCells = StackBelowCells,
        };
    }

    public override KeyMap Keys => _keys;

    public override IReadOnlyList<Widget> Children => [_split];

    /// <summary>The token on screen: a preview, or the one that was chosen.</summary>
    private TokenEvidence? Current => _preview ?? (_at >= 0 && _at < _tokens.Count ? _tokens[_at] : null);

    public static KeyMap KeysFor(ScreenContext context) => context.Keys(
        "learn",
        ("learn.step", ["F3", "Space"]),
        ("learn.go", ["F5"]),
        ("learn.pace", ["F4"]),
        ("learn.what-if", ["F6", "w"]),
        ("learn.choose", ["c"]),
        ("learn.keep", ["b"]),
        ("learn.compare", ["d"]),
        ("learn.previous", ["F7", "p"]),
        ("learn.next", ["F8", "n"]),
        ("learn.newest", ["e"]),
        ("learn.next-tab", ["F2"]));

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        int top = Math.Min(InfoRows + SparkRows, area.Height);
        _entropy.Arrange(new Rect(area.X + 1, area.Y + Math.Min(InfoRows, area.Height), Math.Max(0, area.Width - 2),
            Math.Min(SparkRows, Math.Max(0, area.Height - InfoRows))));
        _split.Arrange(area.Inset(0, top, 0, 0));
    }

    public override void Draw(Canvas canvas)
    {
        DrawLine(canvas, 0, Where(), ThemeRole.Muted);
        DrawLine(canvas, 1, About(), _preview is null ? ThemeRole.Text : ThemeRole.Accent);
        DrawChild(canvas, Bounds, _entropy);
        DrawChild(canvas, Bounds, _split);
    }

    public override bool CanRun(string actionId) => actionId switch
    {
        "learn.step" or "learn.go" or "learn.pace" => _isLive,
        "learn.what-if" => _isLive && _tokens.Count > 0,
        "learn.choose" => Current is not null,
        "learn.keep" => _preview is not null && _asked is not null,
        "learn.compare" => _session is not null && _position is not null,
        "learn.previous" => _at > 0 || _preview is not null,
        "learn.next" => _at < _tokens.Count - 1 || _preview is not null,
        "learn.newest" => _tokens.Count > 0,
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
            case "learn.step":
                Step();
                return true;
            case "learn.go":
                SetPace(_pace with { Step = false, DelayMs = 0 });
                return true;
            case "learn.pace":
                AskForPace();
                return true;
            case "learn.what-if":
                AskWhatIf();
                return true;
            case "learn.choose":
                Choose();
                return true;
            case "learn.keep":
                Keep();
                return true;
            case "learn.compare":
                CompareWithOrigin();
                return true;
            case "learn.previous":
                LookAt(_preview is null ? _at - 1 : _at);
                return true;
            case "learn.next":
                LookAt(_preview is null ? _at + 1 : _at);
                return true;
            case "learn.newest":
                LookAt(_tokens.Count - 1);
                return true;
            case "learn.next-tab":
                _tabs.Select(_tabs.Pages[(_tabs.ActiveIndex + 1) % _tabs.Pages.Length].Id);
                return true;
            default:
                return false;
        }
    }

    // A process that holds a vocabulary is not kept behind other screens.
    public override void Hidden()
    {
        _vocabulary.Forget();
        _ = Task.Run(_holder.CloseAsync);
    }

    private string Where() => _session is not { } session
        ? T("learn.no-session")
        : T("learn.where", session.Text, _position?.StepId ?? "-", _modelName, _source);

    private string About()
    {
        if (Current is not { } token)
        {
            return _isLive ? T("learn.waiting") : T("learn.nothing");
        }

        string text = T(
            _preview is null ? "learn.token-line" : "learn.preview-line", Context.Texts.Number(token.Index + 1),
            Context.Texts.Number(_tokens.Count), LearnRows.Quoted(token.Chosen), Context.Texts.Number(token.Rank),
            Context.Texts.Number(token.EntropyBits, 2), LearnRows.Percent(Context.Texts, token.Probability),
            LearnRows.Percent(Context.Texts, token.DrawnProbability));
        return _isLive && _pace.Step ? text + "  " + T("learn.held") : text;
    }

    private void DrawLine(Canvas canvas, int y, string text, ThemeRole role)
    {
        if (y < canvas.Height)
        {
            canvas.Text(1, y, CellText.Truncate(text, canvas.Width - 2, canvas.Glyphs.Ellipsis), Look(canvas, role));
        }
    }

    /// <summary>Looks at one token; at the newest it stays with the newest.</summary>
    private void LookAt(int index)
    {
        _preview = null;
        _at = Math.Clamp(index, -1, _tokens.Count - 1);
        _follows = _at == _tokens.Count - 1;
        ShowText();
        ShowToken();
    }

    private void ShowToken()
    {
        if (Current is { } token)
        {
            _candidates.Items = LearnRows.Candidates(Context.Texts, token);
            _stages.Items = LearnRows.Stages(Context.Texts, token);
        }
        else
        {
            _candidates.Items = _stages.Items = [];
        }

        Invalidate();
    }

    /// <summary>The whole text anew, with the token that is looked at marked.</summary>
    private void ShowText()
    {
        var log = new TranscriptLog();
        foreach (string line in _note is null ? [] : _note.Split('\n').Append(""))
        {
            log.AppendLine(line, ThemeRole.Accent);
        }

        for (int i = 0; i < _tokens.Count; i++)
        {
            log.Append(LearnRows.Piece(_tokens[i]), i == _at && !_follows ? ThemeRole.SearchCurrent : LearnRows.Shade(_tokens[i]));
        }

        _response.Log = log;
        _unlikely.Items = LearnRows.Unlikely(Context.Texts, _tokens);
        _entropy.Values = [.. _tokens.Select(token => token.EntropyBits)];
    }
}
