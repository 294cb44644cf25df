using System.Diagnostics;
using Samantha.ActorRuntime.Bench;

// Messages per second and Ask latency of the actor runtime, each beside the same work by bare System.Threading.Channels loops in
// the same run. Figures alone say little between machines; the ratio is what to compare.
const int Messages = 1_000_000;
const int Receivers = 8;
const int Questions = 50_000;
const int Rounds = 5;

var system = ActorSystem.Create("bench");
var actors = new ActorLoops(system);
Console.WriteLine($"actor runtime: {typeof(ActorSystem).Assembly.GetName().Name}");
Console.WriteLine("peer: System.Threading.Channels, one loop for each actor");
Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, best of {Rounds} rounds");
Console.WriteLine();
Console.WriteLine($"{"messages per second",-28}{"actors",14}{"channels",14}{"ratio",8}");
await Throughput("tell ping-pong", Messages / 2, actors.PingPong, ChannelLoops.PingPong);
await Throughput("tell one to one", Messages, actors.OneToOne, ChannelLoops.OneToOne);
await Throughput(
    $"tell fan-out to {Receivers}", Messages,
    count => actors.FanOut(count, Receivers), count => ChannelLoops.FanOut(count, Receivers));
Console.WriteLine();
Console.WriteLine($"{"Ask latency, microseconds",-28}{"actors",14}{"channels",14}{"ratio",8}");
await Latency(actors.Ask, ChannelLoops.Ask);
await system.Terminate();

static async Task Throughput(string name, int messages, Func<int, Task> actors, Func<int, Task> channels)
{
    var (ours, theirs) = (0.0, 0.0);
    for (var round = 0; round < Rounds; round++)
    {
        ours = Math.Max(ours, await PerSecond(messages, actors));
        theirs = Math.Max(theirs, await PerSecond(messages, channels));
    }

    Console.WriteLine($"{name,-28}{ours,14:N0}{theirs,14:N0}{ours / theirs,8:N2}");
}

static async Task<double> PerSecond(int messages, Func<int, Task> work)
{
    GC.Collect();
    var start = Stopwatch.GetTimestamp();
    await work(messages);
    return messages / Stopwatch.GetElapsedTime(start).TotalSeconds;
}

static async Task Latency(Func<int, Action<long>, Task> actors, Func<int, Action<long>, Task> channels)
{
    var ours = await Percentiles(actors);
    var theirs = await Percentiles(channels);
    Console.WriteLine($"{"p50",-28}{ours.P50,14:N1}{theirs.P50,14:N1}{ours.P50 / theirs.P50,8:N2}");
    Console.WriteLine($"{"p99",-28}{ours.P99,14:N1}{theirs.P99,14:N1}{ours.P99 / theirs.P99,8:N2}");
}

static async Task<(double P50, double P99)> Percentiles(Func<int, Action<long>, Task> ask)
{
    await ask(Questions / 5, static _ => { });
    var ticks = new List<long>(Questions);
    await ask(Questions, ticks.Add);
    ticks.Sort();
    double Microseconds(double part) => ticks[(int)(part * (ticks.Count - 1))] * 1e6 / Stopwatch.Frequency;
    return (Microseconds(0.50), Microseconds(0.99));
}
