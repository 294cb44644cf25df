using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Bench.Hostile;

/// <summary>
/// What the engine's sandbox costs: the demonstration model inside and outside, in turn. Start to greeting, load, first token, and
/// tokens per second.
/// </summary>
internal static class JailBenchmark
{
    private const int RoundsDefault = 7;
    private const int Tokens = 200;

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter errors)
    {
        int rounds = RoundsDefault;
        if (args is ["--rounds", var text] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int wish))
        {
            rounds = wish;
        }
        else if (args.Length > 0)
        {
            errors.WriteLine("usage: bench jail [--rounds N]");
            return 2;
        }

        List<double[]> inside = [], outside = [];
        for (int round = -1; round < rounds; round++)
        {
            double[] first = await MeasureAsync(EngineSandboxWish.Required), second = await MeasureAsync(EngineSandboxWish.None);
            if (round >= 0)
            {
                inside.Add(first);
                outside.Add(second);
            }
        }

        BenchReport report = new(
            "The engine in its sandbox and with the filter only, demonstration model, medians", ["", "inside", "outside", "ratio"]);
        string[] names = ["start to greeting, ms", "load, ms", "start to first token, ms", "tokens per second"];
        for (int i = 0; i < names.Length; i++)
        {
            double a = BenchReport.Median(inside.Select(row => row[i])), b = BenchReport.Median(outside.Select(row => row[i]));
            report.Add(names[i], Figure(a, "F0"), Figure(b, "F0"), Figure(a / b, "F2"));
        }

        report.Write(output);
        return 0;
    }

    private static async Task<double[]> MeasureAsync(EngineSandboxWish wish)
    {
        BenchPlaces places = BenchPlaces.Find();
        EngineOptions options = new(EngineLibraries.Find(places.Root))
        {
            Jail = new EngineJail(wish), ModelFiles = [places.DemonstrationModel],
        };
        long start = Stopwatch.GetTimestamp();
        await using EngineClient client = await EngineClient.StartAsync(
            new EngineCommand("dotnet", [places.Program, "engine"]), options, CancellationToken.None);
        double started = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        await client.LoadAsync(new LoadRequest(places.DemonstrationModel), null, CancellationToken.None);
        double loaded = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        double firstToken = 0;
        ImmutableArray<EngineMessage> messages = [new EngineMessage(EngineRole.User, "Tell me a long story.")];
        GenerationResult result = await client.GenerateAsync(
            new GenerateRequest(messages, new SamplingSettings { Temperature = 1 }) { MaxTokens = Tokens, Seed = 1 },
            update => firstToken = update is TokensGenerated && firstToken == 0
                ? Stopwatch.GetElapsedTime(start).TotalMilliseconds
                : firstToken,
            CancellationToken.None);
        return [started, loaded - started, firstToken, result.ResponseTokens / (result.DecodeMs / 1000)];
    }

    private static string Figure(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
