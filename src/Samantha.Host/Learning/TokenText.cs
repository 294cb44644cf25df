using System.Globalization;
using Samantha.Chains.Evidence;
using Samantha.Chains.Text;
using Samantha.Host.Terminal;

namespace Samantha.Host.Learning;

/// <summary>Tokens and their evidence as lines for people. Writes to a console, decides nothing.</summary>
internal static class TokenText
{
    private const int BarCells = 20;
    private const int UnlikelyShownMax = 40;
    private static readonly CultureInfo s_culture = CultureInfo.InvariantCulture;

    public static string Quoted(EvidenceCandidate candidate) => $"'{TerminalSanitizer.SanitizeLine(candidate.Text)}'";

    public static string Percent(double? probability) => probability is not { } value ? "-"
        : value > 0 && value < 0.00005 ? "<0.01%"
        : (100 * value).ToString("0.00", s_culture) + "%";

    public static string Number(double value) => value.ToString("0.00", s_culture);

    /// <summary>One line per token of a response.</summary>
    public static void WriteTokens(HostConsole console, IReadOnlyList<TokenEvidence> tokens)
    {
        var table = new TextTable(">#", "token", ">id", ">logit", ">model", ">drawn from", ">rank", ">entropy", ">ms", "");
        foreach (TokenEvidence token in tokens)
        {
            table.Add(
                (token.Index + 1).ToString(s_culture),
                Quoted(token.Chosen),
                token.Token.ToString(s_culture),
                Number(token.Logit),
                Percent(token.Probability),
                Percent(token.DrawnProbability),
                token.Rank.ToString(s_culture),
                Number(token.EntropyBits),
                Number(token.Ms),
                token.EndsTurn ? "end of the turn" : token.Given ? "given" : "");
        }

        table.WriteTo(console, "  ");
        console.Out.WriteLine("  " + Unlikely(tokens));
    }

    /// <summary>The tokens that were not the model's favourites, with their ranks in the whole vocabulary.</summary>
    public static string Unlikely(IReadOnlyList<TokenEvidence> tokens)
    {
        TokenEvidence[] unlikely = [.. tokens.Where(token => token.IsUnlikely)];
        if (unlikely.Length == 0)
        {
            return "Unlikely tokens: none; each one was the model's favourite.";
        }

        string listed = string.Join(", ", unlikely.Take(UnlikelyShownMax).Select(token =>
            $"{Quoted(token.Chosen)} rank {token.Rank.ToString(s_culture)} (token {(token.Index + 1).ToString(s_culture)})"));
        string more = unlikely.Length > UnlikelyShownMax ? $", and {unlikely.Length - UnlikelyShownMax} more" : "";
        return $"Unlikely tokens: {unlikely.Length} of {tokens.Count}: {listed}{more}";
    }

    /// <summary>The candidates for one token: before, at each stage, and what it was drawn from.</summary>
    public static void WriteCandidates(HostConsole console, TokenEvidence token)
    {
        int last = token.Stages.Length - 1;
        string how = token.EndsTurn ? ", ends the turn" : token.Given ? ", given" : "";
        console.Out.WriteLine(console.OutInk.Bold(
            $"token {token.Index + 1}: {Quoted(token.Chosen)} (id {token.Token}), rank {token.Rank} of {token.Stages[0].Count}{how};"
            + $" entropy {Number(token.EntropyBits)} bits, {Number(token.Ms)} ms"));
        string[] names = [.. token.Stages.Select(stage => stage.Name)];
        var table = new TextTable(["", ">#", ">id", "candidate", ">logit", .. names.Select(name => ">" + name), "", "removed by"]);
        int number = 0;
        foreach (EvidenceCandidate candidate in token.Candidates)
        {
            number++;
            string bar = new('█', (int)Math.Round(BarCells * (token.ProbabilityAt(candidate, last) ?? 0)));
            table.Add([
                candidate.Token == token.Token ? ">" : "",
                number.ToString(s_culture),
                candidate.Token.ToString(s_culture),
                Quoted(candidate),
                Number(candidate.Logits[0]),
                .. Enumerable.Range(0, token.Stages.Length).Select(i => Percent(token.ProbabilityAt(candidate, i))),
                bar,
                candidate.RemovedBy < 0 ? "" : token.Stages[candidate.RemovedBy].Name,
            ]);
        }

        table.Add([
            "", "", "", "not shown", "",
            .. Enumerable.Range(0, token.Stages.Length).Select(i => Percent(token.MassNotShown(i))), "", "",
        ]);
        table.Add([
            "", "", "", "candidates left", "", .. token.Stages.Select(stage => stage.Count.ToString(s_culture)), "", "",
        ]);
        table.WriteTo(console, "  ");
    }
}
