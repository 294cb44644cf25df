using System.Globalization;
using Samantha.Bench.Machine;

namespace Samantha.Bench.WholeSystem;

/// <summary>
/// A step through the whole system against node-llama-cpp: same file, threads, window and prompt, both alive, alternating, every
/// sample on a quiet machine. Then the time from the command to its first text.
/// </summary>
internal static class SystemBenchmark
{
    private const int StartRuns = 7;
    private const int StartAimMs = 1_500;

    /// <summary>Exit code when the machine was too busy for some of the figures.</summary>
    private const int ExitIncomplete = 3;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            SystemOptions options = SystemOptions.Parse(arguments);
            BenchPlaces places = BenchPlaces.Find();
            QuietMachine machine = new(options.OthersCoresMax, options.Patience, errors);
            await CompareAsync(options, places, machine, output, errors);
            await MeasureStartAsync(options, places, machine, output);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{machine.Taken} samples, {machine.ThrownAway} thrown away (others used {options.OthersCoresMax} of a core or more)"));
            if (machine.Complaint is { } complaint)
            {
                output.WriteLine($"INCOMPLETE: {complaint}");
                return ExitIncomplete;
            }

            return 0;
        }
        catch (ArgumentException error)
        {
            await errors.WriteLineAsync($"bench: {error.Message}");
            return 2;
        }
        catch (Exception error) when (error is InvalidOperationException or OperationCanceledException or IOException)
        {
            await errors.WriteLineAsync($"bench: {error.Message}");
            return 1;
        }
    }

    private static async Task CompareAsync(
        SystemOptions options, BenchPlaces places, QuietMachine machine, TextWriter output, TextWriter errors)
    {
        BenchReport report = new(
            "whole system against node-llama-cpp 3.21.1: medians of tokens per second, and milliseconds around the engine per step",
            ["model, threads, prompt + decoded", "prefill", "peer", "ratio", "decode", "peer", "ratio", "around ms", "same text"]);
        foreach (SystemCase given in Cases(options, places).Where(one => one.Name.Contains(options.Only, StringComparison.Ordinal)))
        {
            await errors.WriteLineAsync(given.Name);
            (List<StepSpeed> ours, List<StepSpeed> theirs) = await AlternateAsync(given, options.Repetitions, places, machine);
            report.Add(Row(given, ours, theirs));
        }

        report.Write(output);
    }

    private static SystemCase[] Cases(SystemOptions options, BenchPlaces places)
    {
        string small = places.DemonstrationModel;
        string large = options.LargeModel ?? places.LargeModel;
        if (!File.Exists(large))
        {
            throw new InvalidOperationException($"{large} is missing; bench/run makes it, or: bench generate-model {large}");
        }

        return
        [
            new SystemCase("demonstration, 1, 128 + 64", small, 1, 1_024, 128, 64, 20),
            new SystemCase("495 M q8_0, 2, 128 + 64", large, 2, 2_048, 128, 64, 1),
            new SystemCase("495 M q8_0, 2, 1280 + 64", large, 2, 2_048, 1_280, 64, 1),
        ];
    }

    private static async Task<(List<StepSpeed> Ours, List<StepSpeed> Theirs)> AlternateAsync(
        SystemCase given, int repetitions, BenchPlaces places, QuietMachine machine)
    {
        CancellationToken cancellation = CancellationToken.None;
        string prompt = await PromptOfLength.MakeAsync(places, given.Model, given.PromptTokens, cancellation);
        await using NodePeer peer = await NodePeer.StartAsync(
            places.PeerFolder, given.Model, given.Threads, given.ContextTokens, cancellation);
        await using SystemUnderTest system = new(places);

        // One run each that does not count: it loads the model and warms both programs up.
        StepSpeed first = await system.RunAsync(given, prompt, cancellation);
        await PeerAsync(peer, given, prompt, cancellation);
        if (first.Text.Length == 0)
        {
            throw new InvalidOperationException($"{given.Name}: the model answers with nothing");
        }

        List<StepSpeed> ours = [], theirs = [];
        for (int i = 0; i < repetitions && machine.Complaint is null; i++)
        {
            Add(ours, await machine.SampleAsync(() => system.RunAsync(given, prompt, cancellation), cancellation));
            Add(theirs, await machine.SampleAsync(() => PeerAsync(peer, given, prompt, cancellation), cancellation));
        }

        return (ours, theirs);
    }

    private static void Add(List<StepSpeed> speeds, StepSpeed? speed)
    {
        if (speed is not null)
        {
            speeds.Add(speed);
        }
    }

    private static async Task<StepSpeed> PeerAsync(NodePeer peer, SystemCase given, string prompt, CancellationToken cancellation)
    {
        StepSpeed sum = new(0, 0, 0, 0, 0, 0, "");
        for (int i = 0; i < given.Steps; i++)
        {
            PeerRun run = await peer.RunAsync(PromptOfLength.InChatMl(prompt), given.Generate, cancellation);
            if (run.PromptTokens != given.PromptTokens || run.Generated != given.Generate)
            {
                throw new InvalidOperationException(
                    $"{given.Name}: the peer evaluated {run.PromptTokens} tokens and made {run.Generated}; that is not comparable");
            }

            sum = new StepSpeed(
                sum.PrefillTokens + run.PromptTokens - 1,
                sum.PrefillSeconds + (run.PrefillMs / 1000),
                sum.DecodeTokens + run.Generated,
                sum.DecodeSeconds + (run.DecodeMs / 1000),
                sum.WholeSeconds + ((run.PrefillMs + run.DecodeMs) / 1000),
                sum.Steps + 1,
                i == 0 ? run.Text : sum.Text);
        }

        return sum;
    }

    private static string[] Row(SystemCase given, List<StepSpeed> ours, List<StepSpeed> theirs)
    {
        string[] prefill = BenchReport.Comparison(
            given.Name, [.. ours.Select(one => one.PrefillTokensPerSecond)], [.. theirs.Select(one => one.PrefillTokensPerSecond)]);
        string[] decode = BenchReport.Comparison(
            given.Name, [.. ours.Select(one => one.DecodeTokensPerSecond)], [.. theirs.Select(one => one.DecodeTokensPerSecond)]);
        double around = BenchReport.Median(ours.Select(one => one.AroundEngineMsPerStep));

        // Without the fused attention kernel sums are taken in another order, so texts may part after a while.
        bool same = ours.Count > 0 && theirs.Count > 0 && ours[0].Text.Trim().StartsWith(theirs[0].Text.Trim(), StringComparison.Ordinal);
        return [.. prefill, .. decode.Skip(1), around.ToString("F1", CultureInfo.InvariantCulture), same ? "yes" : "no"];
    }

    private static async Task MeasureStartAsync(SystemOptions options, BenchPlaces places, QuietMachine machine, TextWriter output)
    {
        if (!"first text".Contains(options.Only, StringComparison.Ordinal))
        {
            return;
        }

        List<double> startMs = [];
        string folder = places.CreateDataFolder();
        try
        {
            await FirstTokenBenchmark.RunAsync(places, folder, CancellationToken.None);
            for (int i = 0; i < StartRuns && machine.Complaint is null; i++)
            {
                Started? started = await machine.SampleAsync(
                    async () => new Started(await FirstTokenBenchmark.RunAsync(places, folder, CancellationToken.None)),
                    CancellationToken.None);
                startMs.AddRange(started is null ? [] : [started.Ms]);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        output.WriteLine(startMs.Count == 0
            ? "from the command to the first text: not measured"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"from the command to the first text, demonstration model: median {BenchReport.Median(startMs):F0} ms "
                + $"({startMs.Min():F0} to {startMs.Max():F0}, n {startMs.Count}); the aim is below {StartAimMs} ms"));
    }

    private sealed record Started(double Ms);
}
