using System.Collections.Immutable;
using Samantha.Actors.ModelFiles;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Editing;
using Samantha.Terminal.Widgets.Forms;
using Samantha.Terminal.Widgets.Tables;
using Samantha.Terminal.Widgets.Wrapping;
using Samantha.Tui.App;

namespace Samantha.Tui.Models;

/// <summary>A text that somebody types, and how the model splits it into tokens, with special tokens read or not.</summary>
internal sealed class TokenizerView : Widget
{
    private const int TextRows = 4;

    /// <summary>Of a long text the first tokens show how it is split; the count is of all.</summary>
    private const int RowsMax = 2_000;

    /// <summary>A book; longer texts belong to the command line.</summary>
    private const int CharsMax = 1_000_000;

    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(250);

    private readonly ScreenContext _context;
    private readonly VocabularyHolder _holder;
    private readonly TextArea _text;
    private readonly SwitchField _special;
    private readonly TableView _table;
    private ModelFileEntry? _model;
    private Job? _asking;
    private IDisposable? _settling;
    private string _line = "";
    private bool _isProblem;

    public TokenizerView(ScreenContext context, VocabularyHolder holder)
        : base(context.Kit)
    {
        (_context, _holder) = (context, holder);
        _text = new TextArea(Kit) { Placeholder = context.Texts["models.type-here"] };
        _text.TextChanged += AskSoon;
        _special = new SwitchField(Kit, context.Texts["models.special"])
        {
            LabelCells = CellText.Width(context.Texts["models.special"]) + 1,
        };
        _special.Changed += AskSoon;
        _table = new TableView(Kit, TokenRows.Columns(context.Texts)) { EmptyText = context.Texts["models.no-text"] };
    }

    public override IReadOnlyList<Widget> Children => [_text, _special, _table];

    public void Show(ModelFileEntry model)
    {
        if (_model?.Path != model.Path)
        {
            _model = model;
            Ask();
        }
    }

    /// <summary>Forgets the tokens, not the text.</summary>
    public void Forget()
    {
        _asking?.Cancel();
        _model = null;
        Show([], "");
    }

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        int rows = Math.Min(TextRows, Math.Max(1, area.Height / 3));
        _text.Backdrop = _special.Backdrop = _table.Backdrop = Backdrop;
        _text.Arrange(new Rect(area.X, area.Y, area.Width, Math.Min(rows, area.Height)));
        _special.Arrange(new Rect(area.X, area.Y + rows, area.Width, Math.Min(1, Math.Max(0, area.Height - rows))));
        _table.Arrange(area.Inset(0, Math.Min(rows + 2, area.Height), 0, 0));
    }

    public override void Draw(Canvas canvas)
    {
        DrawChild(canvas, Bounds, _text);
        DrawChild(canvas, Bounds, _special);
        int y = _special.Bounds.Bottom - Bounds.Y;
        if (y < canvas.Height)
        {
            string line = CellText.Truncate(_line, canvas.Width - 2, canvas.Glyphs.Ellipsis);
            canvas.Text(2, y, line, Look(canvas, _isProblem ? ThemeRole.Error : ThemeRole.Strong));
        }

        DrawChild(canvas, Bounds, _table);
    }

    private void AskSoon()
    {
        _settling?.Dispose();
        _settling = _context.After(s_settle, Ask);
    }

    private void Ask()
    {
        _asking?.Cancel();
        string text = _text.Text;
        if (_model is not { } model || text.Length == 0)
        {
            Show([], "");
            return;
        }

        if (text.Length > CharsMax)
        {
            Show([], "! " + _context.Texts.Format("models.text-long", _context.Texts.Number(CharsMax)), isProblem: true);
            return;
        }

        bool special = _special.Value;
        _asking = _context.Jobs.Start(
            _context.Texts["models.tokenizing"],
            (_, ct) => _holder.AskAsync(model, (engine, token) => engine.TokenizeAsync(text, special, token), ct),
            result => Show(
                TokenRows.Of(_context.Texts, result.Tokens.Take(RowsMax)),
                _context.Texts.Count("models.count", result.TokenCount)
                + (result.TokenCount > RowsMax ? " " + _context.Texts.Format("models.count-shown", RowsMax) : "")),
            problem => Show([], "! " + _context.Texts.Said(problem.Message), isProblem: true));
    }

    private void Show(ImmutableArray<TableRow> rows, string line, bool isProblem = false)
    {
        (_table.Items, _line, _isProblem) = (rows, line, isProblem);
        Invalidate();
    }
}
