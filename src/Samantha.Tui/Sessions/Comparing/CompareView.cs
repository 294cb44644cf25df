using System.Text;
using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets;
using Samantha.Terminal.Widgets.Panes;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Terminal.Widgets.Wrapping;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Sessions.Comparing;

/// <summary>
/// Two responses side by side (one below the other on a narrow screen), with the words that only one of them has struck out or
/// underlined. Shows only.
/// </summary>
public sealed class CompareView : Widget
{
    private const int StackBelowCells = 84;

    private readonly TextCatalog _texts;
    private readonly TranscriptView _first;
    private readonly TranscriptView _second;
    private readonly Pane _firstPane;
    private readonly Pane _secondPane;
    private readonly SplitPane _split;
    private string _summary = "";

    public CompareView(WidgetKit kit, TextCatalog texts)
        : base(kit)
    {
        _texts = texts;
        _first = new TranscriptView(kit) { EmptyText = texts["compare.empty"] };
        _second = new TranscriptView(kit) { EmptyText = texts["compare.empty"] };
        _firstPane = new Pane(kit, "", _first, 1);
        _secondPane = new Pane(kit, "", _second, 2);
        _split = new SplitPane(
            kit, SplitDirection.Columns,
            new SplitPart(_firstPane, Length.Star(1, 20), 20), new SplitPart(_secondPane, Length.Star(1, 20), 20))
        {
            StackBelowCells = StackBelowCells,
        };
    }

    public override IReadOnlyList<Widget> Children => [_split];

    public void Show(ComparedResponse first, ComparedResponse second, WordDifference difference)
    {
        _firstPane.Title = TitleOf(first, second);
        _secondPane.Title = TitleOf(second, first);
        _first.Log = LogOf(first, difference, DiffKind.Removed);
        _second.Log = LogOf(second, difference, DiffKind.Added);
        _summary = first.Text == second.Text
            ? _texts["compare.same"]
            : _texts.Format(
                difference.IsExact ? "compare.summary" : "compare.summary-rough", _texts.Number(difference.CommonWords),
                _texts.Number(difference.RemovedWords), _texts.Number(difference.AddedWords));
        Arrange(Bounds);
        _first.Run("log.first");
        _second.Run("log.first");
        Kit.Focus(_first);
    }

    public override void Arrange(Rect area)
    {
        base.Arrange(area);
        _split.Arrange(new Rect(area.X, area.Y + 1, area.Width, Math.Max(0, area.Height - 1)));
    }

    public override void Draw(Canvas canvas)
    {
        string summary = CellText.Truncate(_summary, Math.Max(0, canvas.Width - 2), canvas.Glyphs.Ellipsis);
        canvas.Text(1, 0, summary, Look(canvas, ThemeRole.Accent));
        DrawChild(canvas, Bounds, _split);
    }

    private static string TitleOf(ComparedResponse shown, ComparedResponse other) =>
        shown.Session == other.Session ? shown.Title : $"{shown.Title} ({shown.Session})";

    private static TranscriptLog LogOf(ComparedResponse response, WordDifference difference, DiffKind own)
    {
        var log = new TranscriptLog();
        log.AppendLine("> " + OneLine.Of(response.Prompt), ThemeRole.Quote);
        ThemeRole role = own == DiffKind.Removed ? ThemeRole.Removed : ThemeRole.Added;
        foreach (StyledLine line in Lines(difference, own, role))
        {
            log.AppendLine(line);
        }

        return log;
    }

    /// <summary>One side of a comparison as lines, its own words in a role.</summary>
    internal static IEnumerable<StyledLine> Lines(WordDifference difference, DiffKind own, ThemeRole role)
    {
        var text = new StringBuilder();
        var spans = new List<StyledSpan>();
        foreach (DiffPiece piece in difference.Pieces)
        {
            if (piece.Kind != DiffKind.Both && piece.Kind != own)
            {
                continue;
            }

            string[] lines = piece.Text.Split('\n');
            for (int at = 0; at < lines.Length; at++)
            {
                if (at > 0)
                {
                    yield return new StyledLine(text.ToString(), [.. spans]);
                    text.Clear();
                    spans.Clear();
                }

                string part = lines[at].TrimEnd('\r');
                if (part.Length > 0 && piece.Kind == own)
                {
                    spans.Add(new StyledSpan(text.Length, part.Length, role));
                }

                text.Append(part);
            }
        }

        yield return new StyledLine(text.ToString(), [.. spans]);
    }
}
