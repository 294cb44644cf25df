using System.Globalization;
using Samantha.Chains.Evidence;

namespace Samantha.Figures;

/// <summary>Draws choices as tables with bars: a column for each, a row for each of the model's best candidates. Pure.</summary>
internal static class Panels
{
    private const double LabelWidth = 120;
    private const double PanelWidth = 200;
    private const double TitleWidth = 620;
    private const double RowHeight = 19;
    private const double BarWidthMax = 130;
    private const double Head = 42;
    private const int RowsMax = 10;

    /// <summary>Several choices among the same candidates, side by side; grey is the model's own probability.</summary>
    public static string Of(string title, params (string Name, TokenEvidence Token)[] choices)
    {
        var drawing = new Drawing(Math.Max(TitleWidth, LabelWidth + (PanelWidth * choices.Length) + 10));
        drawing.Text(10, 20, title, Drawing.Ink, 14);
        EvidenceCandidate[] rows = Rows([.. choices.Select(choice => choice.Token)]);
        for (int row = 0; row < rows.Length; row++)
        {
            drawing.Text(LabelWidth - 8, Y(row) + 10, $"'{rows[row].Text}'", Drawing.Ink, 13, "end", mono: true);
        }

        drawing.Text(LabelWidth - 8, Y(rows.Length) + 10, "all others", Drawing.Soft, 12, "end");
        for (int panel = 0; panel < choices.Length; panel++)
        {
            Draw(drawing, LabelWidth + (panel * PanelWidth), choices[panel].Name, choices[panel].Token, rows);
        }

        return drawing.ToSvg(title);
    }

    // The best of the first choice, and in the place of its last ones the best three of each other choice that are not among them.
    private static EvidenceCandidate[] Rows(TokenEvidence[] choices)
    {
        EvidenceCandidate[] first = [.. choices[0].Candidates.Take(RowsMax)];
        EvidenceCandidate[] others =
        [
            .. choices.Skip(1).SelectMany(choice => choice.Candidates.Take(3))
                .Where(candidate => first.All(one => one.Token != candidate.Token)).DistinctBy(candidate => candidate.Token),
        ];
        return [.. first.Take(RowsMax - others.Length), .. others];
    }

    private static void Draw(Drawing drawing, double x, string name, TokenEvidence token, EvidenceCandidate[] rows)
    {
        int last = token.Stages.Length - 1;
        drawing.Text(x, Head - 2, name, Drawing.Ink, 13, mono: true);
        var (shownBefore, shownAfter) = (0.0, 0.0);
        for (int row = 0; row < rows.Length; row++)
        {
            EvidenceCandidate? candidate = token.Candidates.FirstOrDefault(one => one.Token == rows[row].Token);
            double before = candidate is null ? 0 : token.Stages[0].ProbabilityOf(candidate.Logits[0]);
            double? after = candidate is null ? null : token.ProbabilityAt(candidate, last);
            (shownBefore, shownAfter) = (shownBefore + before, shownAfter + (after ?? 0));
            string? removedBy = candidate is null ? ""
                : after is null ? RemovedBy(token, candidate)
                : after < 1e-9 ? token.Stages.Last(stage => stage.ChangesLogits).Name : null;
            Bars(drawing, x, Y(row), before, after, removedBy);
        }

        Bars(drawing, x, Y(rows.Length), Math.Max(0, 1 - shownBefore), Math.Max(0, 1 - shownAfter), null);
    }

    private static void Bars(Drawing drawing, double x, double y, double before, double? after, string? removedBy)
    {
        drawing.Bar(x, y, before * BarWidthMax, 13, removedBy is null ? Drawing.Before : Drawing.Removed);
        if (after is { } left && removedBy is null)
        {
            drawing.Bar(x, y + 3, left * BarWidthMax, 7, Drawing.After);
        }

        double end = x + (Math.Max(before, after ?? 0) * BarWidthMax) + 5;
        drawing.Text(end, y + 11, removedBy is null ? Percent(after ?? 0) : removedBy.Length > 0 ? "out: " + removedBy : "", Drawing.Soft, 11);
    }

    private static string RemovedBy(TokenEvidence token, EvidenceCandidate candidate) =>
        candidate.RemovedBy < token.Stages.Length ? token.Stages[candidate.RemovedBy].Name : "";

    private static double Y(int row) => Head + 8 + (row * RowHeight);

    private static string Percent(double share) => share < 0.0005 ? "" : (share * 100).ToString(share >= 0.1 ? "0 '%'" : "0.0 '%'", CultureInfo.InvariantCulture);
}
