using System.Diagnostics;
using System.Globalization;
using Samantha.Actors.Steps;
using Samantha.Chains.Evidence;
using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Bench;

/// <summary>
/// What evidence costs: decoding by one engine with and without it, in turns, so that whatever else the machine does hits both alike.
/// Elapsed time says what a person notices on a quiet machine; the engine's processor time, on one thread, says it on a busy one too.
/// Also how large evidence is in the journal.
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
            (string model, int pairs, int threads) = Parse(args, places);
            await using EngineClient engine = await EngineClient.StartAsync(
                new EngineCommand("dotnet", [places.Program, "engine"]),
                new EngineOptions(EngineLibraries.Find(places.Root)).For(GgufReader.Read(model)),
                CancellationToken.None);
            LoadedModel loaded = await engine.LoadAsync(new LoadRequest(model) { ContextTokens = 512, Threads = threads }, null, CancellationToken.None);
            BenchReport report = new(
                $"decode, ms per token, {Path.GetFileName(model)}, {loaded.VocabularyTokens} tokens in the vocabulary, "
                + $"threads {loaded.Threads}, {pairs} pairs",
                [
                    "sampling", "without", $"{Candidates} candidates", "median cost of the pairs", "processor without",
                    $"processor, {Candidates} candidates", "median cost of the pairs", "journal, bytes per token",
                ]);
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

    private static (string Model, int Pairs, int Threads) Parse(string[] args, BenchPlaces places) => args switch
    {
        [] => (places.LargeModel, PairsDefault, 0),
        ["--model", var model, .. var rest] => Parse(rest, places) with { Model = model },
        ["--pairs", var pairs, .. var rest] => Parse(rest, places) with { Pairs = int.Parse(pairs, CultureInfo.InvariantCulture) },
        ["--threads", var threads, .. var rest] => Parse(rest, places) with { Threads = int.Parse(threads, CultureInfo.InvariantCulture) },
        _ => throw new FormatException($"{args[0]} is not known; there are --model FILE, --pairs N and --threads N"),
    };

    private static async Task<string[]> CompareAsync(EngineClient engine, string name, SamplingSettings sampling, int pairs)
    {
        List<Decode> without = [];
        List<Decode> with = [];
        for (int pair = -1; pair < pairs; pair++)
        {
            // Which one comes first changes from pair to pair; the first pair warms up.
            bool evidenceFirst = pair % 2 == 0;
            Decode first = await DecodeAsync(engine, sampling, evidenceFirst);
            Decode second = await DecodeAsync(engine, sampling, !evidenceFirst);
            if (pair >= 0)
            {
                with.Add(evidenceFirst ? first : second);
                without.Add(evidenceFirst ? second : first);
            }
        }

        return
        [
            name,
            Ms(without, run => run.Ms), Ms(with, run => run.Ms), Cost(with, without, run => run.Ms),
            Ms(without, run => run.ProcessorMs), Ms(with, run => run.ProcessorMs), Cost(with, without, run => run.ProcessorMs),
            with[^1].JournalBytes.ToString("F0", CultureInfo.InvariantCulture),
        ];
    }

    private static async Task<Decode> DecodeAsync(EngineClient engine, SamplingSettings sampling, bool evidence)
    {
        GenerateRequest request = new([new EngineMessage(EngineRole.User, "Tell me a long story about the sea.")], sampling)
        {
            Seed = 5,
            MaxTokens = Tokens,
            Pace = new ResponsePace(Candidates: evidence ? Candidates : 0),
        };
        using Process process = Process.GetProcessById(engine.ProcessId);
        List<TokenEvidence> explained = [];
        TimeSpan prefilled = TimeSpan.Zero;
        GenerationResult result = await engine.GenerateAsync(
            request,
            update =>
            {
                if (update is TokensGenerated generated)
                {
                    // The first token comes at once: from here on it is decoding alone.
                    prefilled = prefilled == TimeSpan.Zero ? ProcessorTime(process) : prefilled;
                    explained.AddRange(StepEvidence.Of(generated.Explained));
                }
            },
            CancellationToken.None);
        bool complete = evidence ? explained.Count >= result.ResponseTokens : explained.Count == 0;
        return complete && result.ResponseTokens > Tokens / 4
            ? new Decode(
                result.DecodeMs / result.ResponseTokens,
                (ProcessorTime(process) - prefilled).TotalMilliseconds / (result.ResponseTokens - 1),
                evidence ? (double)EvidenceCodec.Write([.. explained.Take(EvidenceBlock.TokensMax)]).Data.Length / explained.Count : 0)
            : throw new InvalidOperationException($"{explained.Count} of {result.ResponseTokens} tokens were explained");
    }

    private static TimeSpan ProcessorTime(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    private static string Cost(List<Decode> with, List<Decode> without, Func<Decode, double> value) =>
        Percent(BenchReport.Median([.. with.Zip(without, (a, b) => value(a) / value(b))]));

    private static string Ms(List<Decode> runs, Func<Decode, double> value) => string.Create(
        CultureInfo.InvariantCulture, $"{BenchReport.Median([.. runs.Select(value)]):F2} (best {runs.Min(value):F2})");

    private static string Percent(double ratio) => ((ratio - 1) * 100).ToString("+0.0;-0.0", CultureInfo.InvariantCulture) + " %";

    private readonly record struct Decode(double Ms, double ProcessorMs, double JournalBytes);
}
