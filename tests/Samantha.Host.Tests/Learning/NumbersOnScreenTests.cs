using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using Samantha.Actors.Steps;
using Samantha.Chains.Evidence;
using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;
using Samantha.Host.Learning;
using Samantha.Host.Terminal;
using Samantha.Host.Tests.Support;
using Samantha.Terminal.Widgets.Tables;
using Samantha.Tui.Learn;
using Samantha.Tui.Texts;

namespace Samantha.Host.Tests.Learning;

/// <summary>
/// Every number that the screen Learn and <c>samantha tokens</c> show, against the plain arithmetic of <see cref="PlainSampler"/> over
/// the raw logits of a separate evaluation of the same tokens by the demonstration model.
/// </summary>
public sealed class NumbersOnScreenTests
{
    private const int Candidates = 10;
    private const double Cell = 0.00501;

    private static readonly ImmutableArray<EngineMessage> s_prompt = [new(EngineRole.User, "Write a poem about the sea.")];

    [Theory(Timeout = 90_000)]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Logits_probabilities_ranks_entropies_stages_and_removals_are_what_the_models_own_logits_say(bool allFilters)
    {
        SamplingSettings settings = allFilters
            ? new SamplingSettings
            {
                Temperature = 1.4, TopK = 25, TopNSigma = 2.5, TfsZ = 0.98, TypicalP = 0.97, TopP = 0.96, MinP = 0.03,
                RepeatPenalty = 1.2, FrequencyPenalty = 0.3, PresencePenalty = 0.2, PenaltyLastTokens = 8,
                LogitBias = [new TokenBias(740, "", 4), new TokenBias(257, "", -20)],
            }
            : new SamplingSettings { Temperature = 2.5 };
        (TokenEvidence[] tokens, List<float[]> rows) = await WatchAsync(settings);

        Assert.True(tokens.Length > 12);
        Assert.True(tokens.Any(token => token.IsUnlikely), "no token was unlikely, so little is shown");
        List<int> before = [];
        foreach (TokenEvidence token in tokens)
        {
            var stages = PlainSampler.Stages(rows[token.Index], settings, before);
            CheckLines(token, stages, rows[token.Index], settings);
            CheckScreen(token, stages, settings);
            before.Add(token.Token);
        }

        CheckUnlikely(tokens, rows);
        if (allFilters)
        {
            // Else the test would say nothing about them.
            Assert.True(tokens.SelectMany(t => t.Candidates.Where(c => c.RemovedBy >= 0).Select(c => t.Stages[c.RemovedBy].Name))
                .Distinct().Count() >= 4);
        }
    }

    private static void CheckLines(
        TokenEvidence token, List<(string Name, Dictionary<int, double> Left)> stages, float[] row, SamplingSettings settings)
    {
        string[] lines = Print(console => TokenText.WriteCandidates(console, token));
        int rank = 1 + row.Where((logit, id) => logit > row[token.Token] || (logit == row[token.Token] && id < token.Token)).Count();
        Dictionary<int, double> raw = PlainSampler.Probabilities(stages[0].Left);
        Assert.Contains($"(id {token.Token}), rank {rank} of {row.Length}", lines[0], StringComparison.Ordinal);
        Near(PlainSampler.EntropyBits(raw), After(lines[0], "entropy "));

        string[][] cells = Cells(lines[1..]);
        Assert.Equal(["#", "id", "candidate", "logit", .. stages.Select(stage => stage.Name)], cells[0].Skip(1).Take(4 + stages.Count));
        int[] best = [.. row.Index().OrderByDescending(one => one.Item).ThenBy(one => one.Index).Take(Candidates).Select(one => one.Index)];
        int[] shown = [.. cells[1..^2].Select(cell => int.Parse(cell[2], CultureInfo.InvariantCulture))];
        Assert.Equal(best.Contains(token.Token) ? best : [.. best, token.Token], shown);
        foreach (string[] cell in cells[1..^2])
        {
            int id = int.Parse(cell[2], CultureInfo.InvariantCulture);
            Assert.Equal(id == token.Token ? ">" : "", cell[0]);
            Near(row[id], Number(cell[4]));
            for (int stage = 0; stage < stages.Count; stage++)
            {
                NearPercent(ProbabilityAt(stages, stage, id, settings), cell[5 + stage]);
            }

            string removedBy = stages.Select(stage => stage.Name).Where((_, i) => !stages[i].Left.ContainsKey(id)).FirstOrDefault("");
            Assert.Equal(removedBy, cell[^1]);
        }

        for (int stage = 0; stage < stages.Count; stage++)
        {
            double mass = 1 - shown.Sum(id => ProbabilityAt(stages, stage, id, settings) ?? 0);
            NearPercent(Math.Max(0, mass), cells[^2][5 + stage]);
            Assert.Equal(stages[stage].Left.Count.ToString(CultureInfo.InvariantCulture), cells[^1][5 + stage]);
        }
    }

    private static void CheckScreen(
        TokenEvidence token, List<(string Name, Dictionary<int, double> Left)> stages, SamplingSettings settings)
    {
        TextCatalog texts = TextCatalog.Load("en");
        int last = stages.Count - 1;
        ImmutableArray<TableRow> rows = LearnRows.Candidates(texts, token);
        foreach (TableRow row in rows[..^1])
        {
            int id = int.Parse(row.Cell(2).Text, CultureInfo.InvariantCulture);
            Near(stages[0].Left[id], Number(row.Cell(3).Text));
            NearPercent(ProbabilityAt(stages, 0, id, settings), row.Cell(4).Text);
            NearPercent(ProbabilityAt(stages, last, id, settings), row.Cell(6).Text);
            Assert.Equal(
                (int)Math.Round(12 * (ProbabilityAt(stages, last, id, settings) ?? 0)), row.Cell(7).Text.Length);
            Assert.Equal(
                stages.Select(stage => stage.Name).Where((_, i) => !stages[i].Left.ContainsKey(id)).FirstOrDefault(""), row.Cell(8).Text);
        }

        ImmutableArray<TableRow> screen = LearnRows.Stages(texts, token);
        Assert.Equal(stages.Select(stage => stage.Name), screen.Select(row => row.Cell(0).Text));
        foreach ((int i, TableRow row) in screen.Index())
        {
            double temperature = i == last && settings.Temperature > 0 ? settings.Temperature : 1;
            Assert.Equal(stages[i].Left.Count, Number(row.Cell(1).Text));
            Near(PlainSampler.EntropyBits(PlainSampler.Probabilities(stages[i].Left, temperature)), Number(row.Cell(2).Text));
            NearPercent(ProbabilityAt(stages, i, token.Token, settings), row.Cell(3).Text);
        }
    }

    private static void CheckUnlikely(TokenEvidence[] tokens, List<float[]> rows)
    {
        (int Number, int Rank)[] expected =
        [
            .. tokens.Select(token => (token.Index + 1, 1 + rows[token.Index].Count(logit => logit > rows[token.Index][token.Token])))
                .Where(one => one.Item2 > 1),
        ];
        TextCatalog texts = TextCatalog.Load("en");
        Assert.Equal(
            expected, LearnRows.Unlikely(texts, tokens).Select(row => ((int)Number(row.Cell(0).Text), (int)Number(row.Cell(2).Text))));
        string line = TokenText.Unlikely(tokens);
        Assert.StartsWith($"Unlikely tokens: {expected.Length} of {tokens.Length}: ", line, StringComparison.Ordinal);
        Assert.All(expected.Take(40), one => Assert.Contains($"rank {one.Rank} (token {one.Number})", line, StringComparison.Ordinal));
    }

    private static double? ProbabilityAt(
        List<(string Name, Dictionary<int, double> Left)> stages, int stage, int token, SamplingSettings settings)
    {
        double temperature = stage == stages.Count - 1 && settings.Temperature > 0 ? settings.Temperature : 1;
        return stages[stage].Left.ContainsKey(token)
            ? PlainSampler.Probabilities(stages[stage].Left, temperature)[token]
            : null;
    }

    // Through the journal's bytes and back, as what is shown of a finished response has gone.
    private static async Task<(TokenEvidence[] Tokens, List<float[]> Rows)> WatchAsync(SamplingSettings settings)
    {
        await using EngineClient engine = await EngineClient.StartAsync(
            new EngineCommand("dotnet", [SamanthaProcess.Program, "engine"]),
            new EngineOptions(EngineLibraries.Find(Repo.Root)).For(GgufReader.Read(Repo.Model)), CancellationToken.None);
        await engine.LoadAsync(new LoadRequest(Repo.Model), null, CancellationToken.None);
        List<TokenEvidence> tokens = [];
        GenerationResult result = await engine.GenerateAsync(
            new GenerateRequest(s_prompt, settings) { Seed = 3, MaxTokens = 40, Pace = new ResponsePace(Candidates: Candidates) },
            update => tokens.AddRange(update is TokensGenerated generated ? StepEvidence.Of(generated.Explained) : []),
            CancellationToken.None);
        List<float[]> rows = [];
        await engine.EvaluateAsync(
            new EvaluateRequest(s_prompt, result.TokenIds, settings, 3),
            row => rows.Add(MemoryMarshal.Cast<byte, float>(row.Logits).ToArray()), CancellationToken.None);
        return ([.. EvidenceCodec.Read(EvidenceCodec.Write(tokens).Data)], rows);
    }

    private static string[] Print(Action<HostConsole> print)
    {
        using var output = new StringWriter { NewLine = "\n" };
        using var console = new HostConsole(new TerminalFacts(false, false, false), output, TextWriter.Null);
        print(console);
        return output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>The columns of a printed table, by where its headings stand: right-aligned ones end there, others begin there.</summary>
    private static string[][] Cells(string[] lines)
    {
        string heading = lines[0];
        int text = heading.IndexOf("candidate", StringComparison.Ordinal);
        int logit = heading.IndexOf("logit", text, StringComparison.Ordinal);
        string[] names = heading[logit..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] stages = names[1..^2];
        int tail = heading.IndexOf("removed by", StringComparison.Ordinal);
        return
        [
            .. lines.Select(line =>
            {
                string padded = line.PadRight(heading.Length);
                string[] front = padded[..text].Split(' ', StringSplitOptions.RemoveEmptyEntries);
                bool isChosen = front is [">", ..];
                string[] ids = isChosen ? front[1..] : front;
                string[] numbers = padded[(logit - 2)..tail].Replace('█', ' ').Split(' ', StringSplitOptions.RemoveEmptyEntries);
                string[] values = ids.Length == 0 ? ["", .. numbers] : numbers;
                return (string[])
                [
                    isChosen ? ">" : "", ids.ElementAtOrDefault(0) ?? "", ids.ElementAtOrDefault(1) ?? "",
                    padded[text..(logit - 2)].Trim(), .. values.Take(1 + stages.Length), padded[tail..].Trim(),
                ];
            }),
        ];
    }

    private static double After(string line, string word) =>
        Number(line[(line.IndexOf(word, StringComparison.Ordinal) + word.Length)..].Split(' ')[0]);

    private static double Number(string text) => double.Parse(text, NumberStyles.Float | NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    private static void Near(double expected, double shown) => Assert.InRange(shown, expected - Cell, expected + Cell);

    private static void NearPercent(double? expected, string shown)
    {
        string text = shown.Replace(" ", "", StringComparison.Ordinal).TrimEnd('%');
        if (expected is not { } probability)
        {
            Assert.Equal("-", text);
        }
        else if (text.StartsWith('<'))
        {
            Assert.InRange(100 * probability, 0, Cell);
        }
        else
        {
            Near(100 * probability, Number(text));
        }
    }
}
