using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Samantha.Chains.Evidence;
using Samantha.Chains.Text;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Tables;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Learn;

/// <summary>Evidence of tokens as rows and pieces of text. Pure; every number comes from the evidence itself.</summary>
public static class LearnRows
{
    private const int BarCells = 12;
    private const double LikelyFrom = 0.5;
    private const double RareBelow = 0.1;

    public static ImmutableArray<TableColumn> CandidateColumns(TextCatalog texts) =>
    [
        new(" ", LeastCells: 1, CanSort: false),
        new(texts["learn.candidate"], MostCells: 24),
        new(texts["learn.id"], AlignRight: true),
        new(texts["learn.logit"], AlignRight: true),
        new(texts["learn.before"], AlignRight: true),
        new(" ", LeastCells: BarCells, CanSort: false),
        new(texts["learn.after"], AlignRight: true),
        new(" ", LeastCells: BarCells, CanSort: false),
        new(texts["learn.removed-by"]),
    ];

    public static ImmutableArray<TableRow> Candidates(TextCatalog texts, TokenEvidence token)
    {
        int last = token.Stages.Length - 1;
        return
        [
            .. token.Candidates.Select(candidate =>
            {
                bool isChosen = candidate.Token == token.Token;
                double before = token.ProbabilityAt(candidate, 0) ?? 0;
                double after = token.ProbabilityAt(candidate, last) ?? 0;
                ThemeRole role = isChosen ? ThemeRole.Accent : candidate.RemovedBy >= 0 ? ThemeRole.Muted : ThemeRole.Text;
                return TableRow.Of(
                    Id(candidate.Token),
                    new TableCell(isChosen ? ">" : "", null, role),
                    new TableCell(Quoted(candidate), null, role),
                    new TableCell(Id(candidate.Token), candidate.Token, role),
                    new TableCell(texts.Number(candidate.Logits[0], 2), candidate.Logits[0], role),
                    new TableCell(Percent(texts, before), before, role),
                    new TableCell(Bar(before), null, ThemeRole.BarFilled),
                    new TableCell(candidate.RemovedBy >= 0 ? "-" : Percent(texts, after), after, role),
                    new TableCell(Bar(after), null, ThemeRole.BarFilled),
                    new TableCell(candidate.RemovedBy >= 0 ? token.Stages[candidate.RemovedBy].Name : "", null, role)) with
                {
                    Tag = candidate,
                };
            }),
            TableRow.Of(
                "rest", "", new TableCell(texts["learn.not-shown"], null, ThemeRole.Muted), "", "",
                new TableCell(Percent(texts, token.MassNotShown(0)), null, ThemeRole.Muted), "",
                new TableCell(Percent(texts, token.MassNotShown(last)), null, ThemeRole.Muted), "", ""),
        ];
    }

    public static ImmutableArray<TableColumn> StageColumns(TextCatalog texts) =>
    [
        new(texts["learn.stage"], CanSort: false),
        new(texts["learn.left"], AlignRight: true, CanSort: false),
        new(texts["learn.entropy"], AlignRight: true, CanSort: false),
        new(texts["learn.chosen"], AlignRight: true, CanSort: false),
        new(texts["learn.not-shown"], AlignRight: true, CanSort: false),
    ];

    public static ImmutableArray<TableRow> Stages(TextCatalog texts, TokenEvidence token) =>
    [
        .. token.Stages.Select((stage, i) => TableRow.Of(
            stage.Name, stage.Name, texts.Number(stage.Count), texts.Number(stage.EntropyBits, 2),
            token.ProbabilityAt(token.Chosen, i) is { } chosen ? Percent(texts, chosen) : "-",
            Percent(texts, token.MassNotShown(i)))),
    ];

    public static ImmutableArray<TableColumn> UnlikelyColumns(TextCatalog texts) =>
    [
        new(texts["learn.token"], AlignRight: true),
        new(texts["learn.candidate"], MostCells: 24),
        new(texts["learn.rank"], AlignRight: true),
        new(texts["learn.before"], AlignRight: true),
        new(texts["learn.entropy"], AlignRight: true),
    ];

    /// <summary>The tokens that were not the model's favourites.</summary>
    public static ImmutableArray<TableRow> Unlikely(TextCatalog texts, IEnumerable<TokenEvidence> tokens) =>
    [
        .. tokens.Where(token => token.IsUnlikely).Select(token => TableRow.Of(
            texts.Number(token.Index),
            new TableCell(texts.Number(token.Index + 1), token.Index), Quoted(token.Chosen),
            new TableCell(texts.Number(token.Rank), token.Rank),
            new TableCell(Percent(texts, token.Probability), token.Probability),
            new TableCell(texts.Number(token.EntropyBits, 2), token.EntropyBits)) with
        {
            Tag = token,
        }),
    ];

    /// <summary>The shade of a token in the response's text: by the probability that the model gave it.</summary>
    public static ThemeRole Shade(TokenEvidence token) => token.Given ? ThemeRole.Link
        : token.Probability >= LikelyFrom ? ThemeRole.Text
        : token.Probability >= RareBelow ? ThemeRole.Warning
        : ThemeRole.Error;

    /// <summary>What a token adds to the text, safe to draw; line ends stay.</summary>
    public static string Piece(TokenEvidence token)
    {
        if (token.EndsTurn)
        {
            return "";
        }

        string text = Encoding.UTF8.GetString(token.Chosen.Bytes.AsSpan());
        return text.Contains('\uFFFD') ? token.Chosen.Text : TerminalSanitizer.Sanitize(text);
    }

    public static string Quoted(EvidenceCandidate candidate) => $"'{TerminalSanitizer.SanitizeLine(candidate.Text)}'";

    public static string Percent(TextCatalog texts, double probability) =>
        probability is > 0 and < 0.00005 ? "<" + texts.Number(0.01, 2) + " %" : texts.Number(100 * probability, 2) + " %";

    // A name, not an amount.
    private static string Id(int token) => token.ToString(CultureInfo.InvariantCulture);

    private static string Bar(double probability) => new('█', (int)Math.Round(BarCells * Math.Clamp(probability, 0, 1)));
}
