using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Samantha.Bench.LongRuns;

/// <summary>
/// Thousands of steps of the demonstration model with a swap of models every few of them: the program as a process, its engines
/// coming and going. The second model is a copy of the first one's file.
/// </summary>
internal static class ModelSoak
{
    private const int PromptsPerRound = 5;

    private static readonly TimeSpan s_limit = TimeSpan.FromHours(3);

    public static async Task<bool> RunAsync(BenchPlaces places, SoakOptions options, TextWriter output)
    {
        string folder = places.CreateDataFolder();
        try
        {
            string copy = Path.Combine(folder, "copy.gguf");
            File.Copy(places.DemonstrationModel, copy);
            int rounds = (int)Math.Max(1, options.Steps / options.Swaps / PromptsPerRound);
            string chain = Path.Combine(folder, "soak.conf");
            await File.WriteAllTextAsync(chain, Chain(places.DemonstrationModel, copy, options.Swaps / 2, rounds));
            long total = (long)options.Swaps * rounds * PromptsPerRound;
            long begin = Stopwatch.GetTimestamp();
            (ResourceWatch watch, long loads) = await FollowAsync(places, folder, chain, total);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(begin);
            watch.Report(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"demonstration model: {total} steps with {loads} loads in {elapsed.TotalSeconds:F0} s, the host's process"),
                output);
            long log = Directory.EnumerateFiles(Path.Combine(folder, "log")).Sum(file => new FileInfo(file).Length);
            double list = await TimedProcess.MedianMsAsync(places, 3, "sessions", "--data", folder);
            double show = await TimedProcess.MedianMsAsync(places, 3, "show", "last", "--last", "50", "--data", folder);
            double start = await TimedProcess.MedianMsAsync(places, 3, "--version");
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"log files {log / 1e6:F2} MB; samantha sessions {list:F0} ms, show last --last 50 {show:F0} ms, --version {start:F0} ms"));
            return watch.IsFlat;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Chain(string first, string second, int loops, int rounds) =>
        $$"""
        chain {
          name = "Soak"
          models = [{{JsonSerializer.Serialize(first)}}, {{JsonSerializer.Serialize(second)}}]
          prompts = ["Improve your previous response.", "Shorten it.", "Who are you?", "Continue.", "Say it in other words."]
          previous-response = "Love is a fire that warms the heart."
          loops = {{loops}}
          responses = {{rounds}}
          feedback-loop = on
          hyperparameters { temperature = 0.7, top_k = 40, seed = 1, max_tokens = 12, n_ctx = 256 }
        }
        """;

    private static async Task<(ResourceWatch Watch, long Loads)> FollowAsync(
        BenchPlaces places, string folder, string chain, long total)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { places.Program, "run", chain, "--json", "--quiet", "--data", folder },
            Environment = { ["SAMANTHA_HOME"] = places.Root },
        };
        using CancellationTokenSource limit = new(s_limit);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        try
        {
            var watch = new ResourceWatch(process.Id);
            long steps = 0, loads = 0;
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                loads += line.Contains("\"model-loaded\"", StringComparison.Ordinal) ? 1 : 0;
                if (line.Contains("\"response-committed\"", StringComparison.Ordinal))
                {
                    watch.After(++steps);
                }
            }

            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 && steps == total
                ? (watch, loads)
                : throw new InvalidOperationException($"samantha run ended with {process.ExitCode} after {steps} of {total} steps");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
