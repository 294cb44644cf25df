using System.Diagnostics;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Code;
using Samantha.Chains.Sessions;

namespace Samantha.Bench.Interrupting;

/// <summary>Gives each command so many times in one phase, each time in a session of its own, and measures until its effect.</summary>
internal static class InterruptSampling
{
    private static readonly (SessionCommand Command, string Name)[] s_commands =
    [
        (SessionCommand.SkipResponse, "skip"), (SessionCommand.StopNow, "stop now"), (SessionCommand.Pause, "pause"),
    ];

    public static async Task<IReadOnlyList<Percentiles>> RunAsync(BenchPlaces places, InterruptPhase phase, int count)
    {
        using var server = new SlowModelServer(places.DemonstrationModel);
        await using SystemHere system = phase.Scripted is { } arguments
            ? SystemHere.WithScriptedEngine(places, arguments)
            : SystemHere.WithRealEngine(places);
        var random = new Random(7);
        List<Percentiles> all = [];
        foreach ((SessionCommand command, string name) in s_commands)
        {
            var times = new Percentiles($"{phase.Name}: {name}", phase.AimMs);
            for (int i = 0; i < count; i++)
            {
                if (await SampleAsync(system, phase, phase.Chain(places, server), command, random) is { } ms)
                {
                    times.Add(ms);
                }
            }

            all.Add(times);
        }

        return all;
    }

    /// <summary>Null when the phase was over before the command came.</summary>
    private static async Task<double?> SampleAsync(
        SystemHere system, InterruptPhase phase, string chain, SessionCommand command, Random random)
    {
        if (phase.UnloadsFirst)
        {
            await system.System.UnloadModelAsync();
        }

        SessionId id = await system.StartAsync(chain);
        await system.News.WaitAsync(0, phase.Begins);
        await Task.Delay(random.Next(phase.SpreadMs + 1));
        if (phase.Before is { } before)
        {
            await before(system);
        }

        int mark = system.News.Count;
        long begin = Stopwatch.GetTimestamp();
        CommandAnswer answer = await system.System.CommandAsync(id, command);
        long end = Stopwatch.GetTimestamp();
        bool answers = phase.IsBetweenSteps && command == SessionCommand.SkipResponse;
        if (answer.Accepted && !answers)
        {
            (end, _) = await system.News.WaitAsync(mark, news => news.Session == id && IsEffect(command, news));
        }

        await system.EndAsync(id);
        return answer.Accepted || answers ? Stopwatch.GetElapsedTime(begin, end).TotalMilliseconds : null;
    }

    private static bool IsEffect(SessionCommand command, SessionNews news) => command switch
    {
        SessionCommand.StopNow => news is SessionEnded,
        SessionCommand.Pause => news is SessionRested or SessionEnded,
        _ => news is SessionEventRecorded
        {
            Event: ResponseCommitted { StopReason: ResponseStopReason.SkippedByUser }
                or CodeExecuted { Outcome.End: CodeRunEnd.Skipped },
        }
        or SessionEnded,
    };
}
