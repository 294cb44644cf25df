namespace Samantha.Simulation;

/// <summary>How one run ended. Problem is null when every law held.</summary>
/// <param name="Seed">The run's seed: the same one gives the same run.</param>
/// <param name="Problem">What was broken; null when nothing was.</param>
/// <param name="Events">Messages that actors took.</param>
/// <param name="TraceHash">Of everything that happened, in order.</param>
/// <param name="Crashes">How often the program died.</param>
/// <param name="VirtualTime">How long it took on the simulated clock.</param>
/// <param name="Trace">What happened, if asked for.</param>
public sealed record SimulationResult(
    ulong Seed, string? Problem, int Events, ulong TraceHash, int Crashes, TimeSpan VirtualTime, IReadOnlyList<string> Trace)
{
    /// <summary>The line that makes this run again.</summary>
    public string Rerun => $"./test --simulate {Seed}";
}
