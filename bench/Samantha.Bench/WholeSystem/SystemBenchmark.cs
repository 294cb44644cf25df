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
            (List<StepSpeed> ours, List<StepSpeed> theirs) = await AlternateAsync(given, options.Repetitions, places, machine, errors);
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
        SystemCase given, int repetitions, BenchPlaces places, QuietMachine machine, TextWriter log)
    {
        string prompt = await PromptOfLength.MakeAsync(places, given.Model, given.PromptTokens, CancellationToken.None);
        await using Contest contest = new(places, given, prompt);
        List<StepSpeed> ours = [], theirs = [];
        for (int i = 0; i < repetitions && machine.Complaint is null; i++)
        {
            await TakeAsync("ours", contest.OursAsync, ours, machine, log);
            await TakeAsync("peer", contest.TheirsAsync, theirs, machine, log);
        }

        return (ours, theirs);
    }

    private static async Task TakeAsync(
        string side, Func<Task<StepSpeed?>> run, List<StepSpeed> samples, QuietMachine machine, TextWriter log)
    {
        if (await machine.SampleAsync(run, CancellationToken.None) is { } sample)
        {
            samples.Add(sample);
            await log.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"  {side}: prefill {sample.PrefillTokensPerSecond:F1}, decode {sample.DecodeTokensPerSecond:F1} tokens/s"));
        }
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
