using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Samantha.Bench.Machine;

namespace Samantha.Bench;

/// <summary>
/// Does the host's memory grow with the length of an endless run? Starts the program on an endless chain with feedback and reads
/// its resident memory while it goes on.
/// </summary>
internal static class EndlessBenchmark
{
    private const int StepsDefault = 3_000;
    private const int StepsMin = 1_000;

    /// <summary>Memory is compared between the steps around 500 and the last ones: medians, because a collection makes teeth.</summary>
    private const int EarlyStep = 500;
    private const int WindowSteps = 100;

    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(30);

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        string folder = "";
        try
        {
            int steps = Steps(arguments);
            BenchPlaces places = BenchPlaces.Find();
            folder = places.CreateDataFolder();
            long begin = Stopwatch.GetTimestamp();
            long[] resident = await RunAsync(places, folder, steps);
            Report(resident, Stopwatch.GetElapsedTime(begin), output);
            return 0;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or OperationCanceledException or IOException)
        {
            await errors.WriteLineAsync($"bench: {error.Message}");
            return error is ArgumentException ? 2 : 1;
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static int Steps(string[] arguments) => arguments switch
    {
        [] => StepsDefault,
        ["--steps", var text] when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int steps)
            && steps >= StepsMin => steps,
        _ => throw new ArgumentException($"endless takes --steps N with N from {StepsMin} on"),
    };

    private static string Chain(string model, int steps) =>
        $$"""
        chain {
          name = "Endless bench"
          models = [{{JsonSerializer.Serialize(model)}}]
          prompts = ["Improve your previous response.", "Continue your previous response.", "Who are you?"]
          previous-response = "Love is a fire that warms the heart."
          loops = endless
          feedback-loop = on
          stop { steps = {{steps}} }
          hyperparameters { temperature = 0.7, top_k = 40, seed = 1, max_tokens = 24, n_ctx = 512 }
        }
        """;

    /// <summary>Resident bytes of the host after each step.</summary>
    private static async Task<long[]> RunAsync(BenchPlaces places, string folder, int steps)
    {
        string chain = Path.Combine(folder, "endless.conf");
        await File.WriteAllTextAsync(chain, Chain(places.DemonstrationModel, steps));
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { places.Program, "run", chain, "--json", "--quiet", "--data", folder },
            Environment = { ["SAMANTHA_HOME"] = places.Root },
        };
        using CancellationTokenSource limit = new(RunTimeout);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        try
        {
            List<long> resident = [];
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                if (line.Contains("\"response-committed\"", StringComparison.Ordinal)
                    && ProcessTree.ResidentBytes(process.Id) is { } bytes)
                {
                    resident.Add(bytes);
                }
            }

            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 && resident.Count == steps
                ? [.. resident]
                : throw new InvalidOperationException($"samantha run ended with {process.ExitCode} after {resident.Count} steps");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static void Report(long[] resident, TimeSpan elapsed, TextWriter output)
    {
        double early = Around(resident, EarlyStep), late = Around(resident, resident.Length);
        BenchReport report = new(
            $"resident memory of the host over an endless chain, {resident.Length} steps in {elapsed.TotalSeconds:F0} s",
            ["after step", "MB (median of 100 steps)"]);
        for (int step = EarlyStep; step < resident.Length; step += EarlyStep)
        {
            report.Add($"{step}", (Around(resident, step) / 1e6).ToString("F1", CultureInfo.InvariantCulture));
        }

        report.Add($"{resident.Length}", (late / 1e6).ToString("F1", CultureInfo.InvariantCulture));
        report.Write(output);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"drift from step {EarlyStep} to the end: {((late / early) - 1) * 100:+0.0;-0.0} %; most {resident.Max() / 1e6:F1} MB"));
    }

    private static double Around(long[] resident, int step) =>
        BenchReport.Median(resident[(step - WindowSteps)..step].Select(bytes => (double)bytes));
}
