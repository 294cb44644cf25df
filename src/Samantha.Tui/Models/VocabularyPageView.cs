using Samantha.Actors.ModelFiles;
using Samantha.Engine.Protocol;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Forms;
using Samantha.Terminal.Widgets.Tables;
using Samantha.Terminal.Widgets.Wrapping;
using Samantha.Tui.App;

namespace Samantha.Tui.Models;

/// <summary>The vocabulary of a model, page by page from the engine, and a search in all of it. Holds one page only.</summary>
internal sealed class VocabularyPageView : Widget
{
    /// <summary>More rows than any screen has, few enough to come at once.</summary>
    public const int PageTokens = 200;

    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(250);

    private readonly ScreenContext _context;
    private readonly VocabularyHolder _holder;
    private readonly TextField _search;
    private readonly TableView _table;
    private ModelFileEntry? _model;
    private VocabularyPage? _page;
    private Job? _asking;
    private IDisposable? _settling;
    private string _problem = "";

    public VocabularyPageView(ScreenContext context, VocabularyHolder holder)
        : base(context.Kit)
    {
        (_context, _holder) = (context, holder);
        _search = new TextField(Kit, context.Texts["models.search"], maxChars: 200)
        {
            LabelCells = CellText.Width(context.Texts["models.search"]) + 1,
        };
        _search.Changed += () =>
        {
            _settling?.Dispose();
            _settling = context.After(s_settle, () => Ask(0));
        };
        _table = new TableView(Kit, TokenRows.Columns(context.Texts)) { EmptyText = context.Texts["models.asking"] };
    }

    public override IReadOnlyList<Widget> Children => [_search, _table];

    public bool HasNext => _page is { } page && page.Offset + page.Tokens.Length < page.MatchingTokens;

    public bool HasPrevious => _page is { Offset: > 0 };

    /// <summary>Shows a model's vocabulary; asks only when it is another model's.</summary>
    public void Show(ModelFileEntry model)
    {
        if (_model?.Path != model.Path)
        {
            _model = model;
            Ask(0);
        }
    }

    public void Next() => Ask((_page?.Offset ?? 0) + PageTokens);

    public void Previous() => Ask(Math.Max(0, (_page?.Offset ?? 0) - PageTokens));

    /// <summary>Forgets what is shown; the next <see cref="Show"/> asks again.</summary>
    public void Forget()
    {
        _asking?.Cancel();
        (_model, _page) = (null, null);
        _table.Items = [];
    }

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _search.Backdrop = _table.Backdrop = Backdrop;
        _search.Arrange(new Rect(area.X, area.Y, area.Width, Math.Min(1, area.Height)));
        _table.Arrange(area.Inset(0, Math.Min(2, area.Height), 0, 0));
    }

    public override void Draw(Canvas canvas)
    {
        DrawChild(canvas, Bounds, _search);
        var (text, role) = _problem.Length > 0 ? ("! " + _problem, ThemeRole.Error) : (Count(), ThemeRole.Muted);
        if (canvas.Height > 1)
        {
            canvas.Text(2, 1, CellText.Truncate(text, canvas.Width - 2, canvas.Glyphs.Ellipsis), Look(canvas, role));
        }

        DrawChild(canvas, Bounds, _table);
    }

    private string Count() => _page is not { } page
        ? _context.Texts["models.asking"]
        : _context.Texts.Format(
            "models.page", _context.Texts.Number(page.Tokens.IsEmpty ? 0 : page.Offset + 1),
            _context.Texts.Number(page.Offset + page.Tokens.Length), _context.Texts.Number(page.MatchingTokens),
            _context.Texts.Number(page.TotalTokens));

    private void Ask(int offset)
    {
        _asking?.Cancel();
        if (_model is not { } model)
        {
            return;
        }

        string search = _search.Text;
        _asking = _context.Jobs.Start(
            _context.Texts["models.reading-vocabulary"],
            (_, ct) => _holder.AskAsync(
                model, (engine, token) => engine.VocabularyAsync(offset, PageTokens, search, token), ct),
            page =>
            {
                (_page, _problem) = (page, "");
                _table.Items = TokenRows.Of(_context.Texts, page.Tokens);
                _table.EmptyText = null;
                _table.Run("list.first");
                Invalidate();
            },
            problem =>
            {
                _problem = _context.Texts.Said(problem.Message);
                Invalidate();
            });
    }
}
