using System.Diagnostics;
using System.Globalization;
using Samantha.Simulation;

// SEED | FROM..TO | --seeds N: runs these seeds on all cores and prints one line for each that broke a law. With one seed, its trace.
var clock = Stopwatch.StartNew();
ulong from, to;
switch (args)
{
    case ["--seeds", var count] when ulong.TryParse(count, out ulong n) && n > 0:
        (from, to) = (1, n);
        break;
    case [var one] when ulong.TryParse(one, out ulong seed):
        return RunOne(seed);
    case [var range] when range.Split("..") is [var first, var last]
        && ulong.TryParse(first, out from) && ulong.TryParse(last, out to) && from <= to:
        break;
    default:
        Console.Error.WriteLine("give a seed, FROM..TO, or --seeds N");
        return 64;
}

long failed = 0, events = 0, crashes = 0, done = 0;
double virtualSeconds = 0;
Lock gate = new();
Parallel.ForEach(Range(from, to), seed =>
{
    SimulationResult result = Simulator.Run(seed);
    lock (gate)
    {
        events += result.Events;
        crashes += result.Crashes;
        virtualSeconds += result.VirtualTime.TotalSeconds;
        done++;
        if (result.Problem is { } problem && ++failed <= 20)
        {
            Console.WriteLine($"{result.Rerun}   # {problem.Split('\n')[0]}");
        }
    }
});
Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
    $"{done} seeds, {failed} failed; {events} messages, {crashes} crashes, {virtualSeconds / 3600:F0} h simulated in {clock.Elapsed.TotalSeconds:F1} s"));
return failed == 0 ? 0 : 1;

static int RunOne(ulong seed)
{
    SimulationResult result = Simulator.Run(seed, withTrace: true);
    foreach (string line in result.Trace)
    {
        Console.WriteLine(line);
    }

    Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"seed {seed}: {result.Problem ?? "every law held"}; {result.Events} messages, {result.Crashes} crashes, trace {result.TraceHash:x16}"));
    return result.Problem is null ? 0 : 1;
}

static IEnumerable<ulong> Range(ulong from, ulong to)
{
    for (ulong seed = from; ; seed++)
    {
        yield return seed;
        if (seed == to)
        {
            yield break;
        }
    }
}
