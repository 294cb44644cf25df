using System.Diagnostics;

namespace Samantha.Bench.LongRuns;

/// <summary>Runs a command of the program to its end, its output thrown away, and says how long that took.</summary>
internal static class TimedProcess
{
    private static readonly TimeSpan s_limit = TimeSpan.FromMinutes(5);

    public static async Task<double> MedianMsAsync(BenchPlaces places, int times, params string[] arguments)
    {
        var all = new List<double>();
        for (int n = 0; n < times; n++)
        {
            all.Add(await MsAsync(places, arguments));
        }

        return BenchReport.Median(all);
    }

    private static async Task<double> MsAsync(BenchPlaces places, string[] arguments)
    {
        ProcessStartInfo start = new("dotnet")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["SAMANTHA_HOME"] = places.Root },
        };
        start.ArgumentList.Add(places.Program);
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        using var limit = new CancellationTokenSource(s_limit);
        long begin = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
        try
        {
            Task<string> problems = process.StandardError.ReadToEndAsync(limit.Token);
            char[] buffer = new char[65536];
            while (await process.StandardOutput.ReadAsync(buffer, limit.Token) > 0)
            {
                // Only its time counts.
            }

            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0
                ? Stopwatch.GetElapsedTime(begin).TotalMilliseconds
                : throw new InvalidOperationException($"samantha {string.Join(' ', arguments)}: {await problems}");
        }
        finally
        {
            process.Kill(entireProcessTree: true);
        }
    }
}
