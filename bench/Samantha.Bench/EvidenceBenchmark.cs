using System.Globalization;
using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Bench;

/// <summary>
/// What evidence costs: the decode speed of one engine with and without it, in turns, so that whatever else the machine does hits
/// both alike.
/// </summary>
internal static class EvidenceBenchmark
{
    private const int Tokens = 64;
    private const int Candidates = 10;
    private const int PairsDefault = 9;

    private static readonly (string Name, SamplingSettings Sampling)[] Cases =
    [
        ("greedy", new SamplingSettings()),
        ("penalties, top_k 40, top_p, min_p", new SamplingSettings
        {
            Temperature = 0.8, TopK = 40, TopP = 0.95, MinP = 0.05, RepeatPenalty = 1.1,
        }),
        ("penalties, tfs_z, typical_p, top_p, no top_k", new SamplingSettings
        {
            Temperature = 0.8, TfsZ = 0.98, TypicalP = 0.98, TopP = 0.98, RepeatPenalty = 1.1,
        }),
    ];

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        try
        {
            BenchPlaces places = BenchPlaces.Find();
            (string model, int pairs) = Parse(args, places);
            await using EngineClient engine = await EngineClient.StartAsync(
                new EngineCommand("dotnet", [places.Program, "engine"]),
                new EngineOptions(EngineLibraries.Find(places.Root)).For(GgufReader.Read(model)),
                CancellationToken.None);
            LoadedModel loaded = await engine.LoadAsync(new LoadRequest(model) { ContextTokens = 512 }, null, CancellationToken.None);
            BenchReport report = new(
                $"decode, ms per token, {Path.GetFileName(model)}, {loaded.VocabularyTokens} tokens in the vocabulary, {pairs} pairs",
                ["sampling", "without", $"{Candidates} candidates", "cost of the medians", "median cost of the pairs"]);
            foreach ((string name, SamplingSettings sampling) in Cases)
            {
                report.Add(await CompareAsync(engine, name, sampling, pairs));
            }

            report.Write(output);
            return 0;
        }
        catch (Exception error) when (error is InvalidOperationException or EngineFailedException or IOException or FormatException)
        {
            await errors.WriteLineAsync($"bench: {error.Message}");
            return 1;
        }
    }

    private static (string Model, int Pairs) Parse(string[] args, BenchPlaces places) => args switch
    {
        [] => (places.LargeModel, PairsDefault),
        ["--model", var model, .. var rest] => (model, Parse(rest, places).Pairs),
        ["--pairs", var pairs, .. var rest] => (Parse(rest, places).Model, int.Parse(pairs, CultureInfo.InvariantCulture)),
        _ => throw new FormatException($"{args[0]} is not known; there are --model FILE and --pairs N"),
    };

    private static async Task<string[]> CompareAsync(EngineClient engine, string name, SamplingSettings sampling, int pairs)
    {
        List<double> without = [];
        List<double> with = [];
        for (int pair = -1; pair < pairs; pair++)
        {
            // Which one comes first changes from pair to pair; the first pair warms up.
            bool evidenceFirst = pair % 2 == 0;
            double first = await DecodeAsync(engine, sampling, evidenceFirst);
            double second = await DecodeAsync(engine, sampling, !evidenceFirst);
            if (pair >= 0)
            {
                with.Add(evidenceFirst ? first : second);
                without.Add(evidenceFirst ? second : first);
            }
        }

        double medians = BenchReport.Median(with) / BenchReport.Median(without);
        double ratios = BenchReport.Median(with.Zip(without, (a, b) => a / b));
        return [name, Ms(without), Ms(with), Percent(medians), Percent(ratios)];
    }

    private static async Task<double> DecodeAsync(EngineClient engine, SamplingSettings sampling, bool evidence)
    {
        GenerateRequest request = new([new EngineMessage(EngineRole.User, "Tell me a long story about the sea.")], sampling)
        {
            Seed = 5,
            MaxTokens = Tokens,
            Pace = new ResponsePace(Candidates: evidence ? Candidates : 0),
        };
        int explained = 0;
        GenerationResult result = await engine.GenerateAsync(
            request,
            update => explained += update is TokensGenerated generated ? generated.Explained.Length : 0,
            CancellationToken.None);
        bool complete = evidence ? explained >= result.ResponseTokens : explained == 0;
        return complete && result.ResponseTokens > Tokens / 4
            ? result.DecodeMs / result.ResponseTokens
            : throw new InvalidOperationException($"{explained} of {result.ResponseTokens} tokens were explained");
    }

    private static string Ms(List<double> values) => string.Create(
        CultureInfo.InvariantCulture, $"{BenchReport.Median(values):F2} (best {values.Min():F2})");

    private static string Percent(double ratio) => ((ratio - 1) * 100).ToString("+0.0;-0.0", CultureInfo.InvariantCulture) + " %";
}
