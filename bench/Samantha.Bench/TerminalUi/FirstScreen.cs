using System.Diagnostics;
using System.Globalization;

namespace Samantha.Bench.TerminalUi;

/// <summary>
/// From the start of the program's process to its first frame, on a real pseudo-terminal that util-linux' <c>script</c> gives.
/// </summary>
internal static class FirstScreen
{
    /// <summary>The end of a frame: the terminal may show it.</summary>
    private static readonly byte[] s_frameEnd = "\e[?2026l"u8.ToArray();

    private static readonly TimeSpan s_timeout = TimeSpan.FromSeconds(60);

    /// <summary>Milliseconds, also those of <c>script</c> and its shell before the program: a few.</summary>
    public static async Task<double> MeasureAsync(BenchPlaces places, string data, int width, int height)
    {
        string command = string.Create(
            CultureInfo.InvariantCulture, $"stty cols {width} rows {height}; exec dotnet '{places.Program}' ui --data '{data}'");
        var start = new ProcessStartInfo("script", ["-qfec", command, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["SAMANTHA_HOME"] = places.Root;
        start.Environment["TERM"] = "xterm-256color";
        long begin = Stopwatch.GetTimestamp();
        using Process script = Process.Start(start)
            ?? throw new InvalidOperationException("script (util-linux) cannot be started");
        try
        {
            using var timeout = new CancellationTokenSource(s_timeout);
            var seen = new List<byte>();
            byte[] buffer = new byte[64 * 1024];
            while (seen.ToArray().AsSpan().IndexOf(s_frameEnd) < 0)
            {
                int count = await script.StandardOutput.BaseStream.ReadAsync(buffer, timeout.Token);
                if (count == 0)
                {
                    throw new InvalidOperationException("the program ended before it showed anything");
                }

                seen.AddRange(buffer.AsSpan(0, count));
            }

            return Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
        }
        finally
        {
            script.Kill(entireProcessTree: true);
            await script.WaitForExitAsync();
        }
    }
}
