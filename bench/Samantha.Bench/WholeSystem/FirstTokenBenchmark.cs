using System.Diagnostics;
using System.Text.Json;

namespace Samantha.Bench.WholeSystem;

/// <summary>
/// The time from the start of the command to the first text of a response, as a user of the built program sees it: two .NET
/// processes start, the model is loaded, the prompt evaluated.
/// </summary>
internal static class FirstTokenBenchmark
{
    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(1);

    /// <summary>Runs the example chain to its end; the result is the milliseconds to its first text.</summary>
    public static async Task<double> RunAsync(BenchPlaces places, string dataFolder, CancellationToken cancellation)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { places.Program, "run", places.FirstChain, "--json", "--data", dataFolder },
            Environment = { ["SAMANTHA_HOME"] = places.Root },
        };
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(RunTimeout);
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        try
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(limit.Token);
            double? firstMs = null;
            while (await process.StandardOutput.ReadLineAsync(limit.Token) is { } line)
            {
                firstMs ??= HasText(line) ? Stopwatch.GetElapsedTime(begin).TotalMilliseconds : null;
            }

            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 && firstMs is { } ms
                ? ms
                : throw new InvalidOperationException($"samantha run ended with {process.ExitCode}: {await errors}");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }

    private static bool HasText(string line)
    {
        JsonElement json = JsonSerializer.Deserialize<JsonElement>(line);
        return json.GetProperty("type").GetString() == "text" && json.GetProperty("delta").GetString()!.Length > 0;
    }
}
