using System.Globalization;
using Samantha.Bench.Machine;

namespace Samantha.Bench.Interrupting;

/// <summary>
/// How long skip, stop now and pause take from the command to their effect, in every phase of a session; and how long it takes
/// until an engine that died, hangs or writes nonsense is a recorded failure with its reason. Says whether the aims are held.
/// </summary>
internal static class InterruptBenchmark
{
    private const int CountDefault = 25;

    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            (int count, string only) = Options(arguments);
            BenchPlaces places = BenchPlaces.Find();
            MachineLoad before = MachineLoad.Now();
            long begin = TimeProvider.System.GetTimestamp();
            var report = new BenchReport(
                "from the command to its effect, milliseconds", ["phase and command", "p50", "p99", "max", "n", "aim p99", ""]);
            bool holds = true;
            foreach (InterruptPhase phase in InterruptPhase.All.Where(phase => phase.Name.Contains(only, StringComparison.Ordinal)))
            {
                await errors.WriteLineAsync($"{phase.Name} ...");
                foreach (Percentiles times in await InterruptSampling.RunAsync(places, phase, count))
                {
                    report.Add(times.Row());
                    holds &= times.Holds;
                }
            }

            report.Write(output);
            holds &= await DeathsAsync(places, count, only, output, errors);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{TimeProvider.System.GetElapsedTime(begin).TotalSeconds:F0} s; other processes used {MachineLoad.Now().OthersSince(before):F1} of {Environment.ProcessorCount} cores"));
            return holds ? 0 : 1;
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or OperationCanceledException or IOException)
        {
            await errors.WriteLineAsync($"bench: {error.Message}");
            return error is ArgumentException ? 2 : 1;
        }
    }

    private static async Task<bool> DeathsAsync(BenchPlaces places, int count, string only, TextWriter output, TextWriter errors)
    {
        EngineDeath[] deaths = [.. EngineDeath.All.Where(death => death.Name.Contains(only, StringComparison.Ordinal))];
        if (deaths.Length == 0)
        {
            return true;
        }

        var report = new BenchReport(
            "from the engine's death to the recorded failure with its reason, milliseconds",
            ["death", "p50", "p99", "max", "n", "aim p99", "", "reason"]);
        bool holds = true;
        foreach (EngineDeath death in deaths)
        {
            await errors.WriteLineAsync($"{death.Name} ...");
            (Percentiles times, string reason) = await death.RunAsync(places, Math.Max(5, count / 3));
            report.Add([.. times.Row(), reason]);
            holds &= times.Holds;
        }

        output.WriteLine();
        report.Write(output);
        return holds;
    }

    private static (int Count, string Only) Options(string[] arguments)
    {
        int count = CountDefault;
        string only = "";
        for (int i = 0; i < arguments.Length; i += 2)
        {
            string value = i + 1 < arguments.Length ? arguments[i + 1] : "";
            switch (arguments[i])
            {
                case "--count" when int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out count) && count is > 0 and <= 1000:
                    break;
                case "--only" when value.Length > 0:
                    only = value;
                    break;
                default:
                    throw new ArgumentException("interrupts takes --count N (up to 1000, for each command) and --only WORD");
            }
        }

        return (count, only);
    }
}
