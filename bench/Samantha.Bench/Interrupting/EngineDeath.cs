using System.Diagnostics;
using System.Text.Json;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;
using Samantha.Engine.Protocol;

namespace Samantha.Bench.Interrupting;

/// <summary>A way in which an engine dies, in one phase, and the time until the session has recorded it with a reason.</summary>
/// <param name="Name">For the table.</param>
/// <param name="Signal">Sent to the real engine; null for a scripted one that misbehaves by itself.</param>
/// <param name="Directive">What the scripted engine does.</param>
/// <param name="Begins">The phase is there; a scripted engine dies at this moment.</param>
internal sealed record EngineDeath(string Name, string? Signal, string? Directive, Func<SessionNews, bool> Begins)
{
    private const double AimMs = 2000;

    public static IReadOnlyList<EngineDeath> All { get; } = [.. Phases().SelectMany(phase => new EngineDeath[]
    {
        new($"death by SIGKILL, {phase.Name}", "-KILL", null, phase.Begins),
        new($"death by SIGABRT, {phase.Name}", "-ABRT", null, phase.Begins),
        new($"death: stopped by SIGSTOP, {phase.Name}", "-STOP", null, phase.Begins),
        new($"death: hangs, {phase.Name}", null, $"hang@{phase.Name}", phase.Begins),
        new($"death: writes garbage, {phase.Name}", null, $"garbage@{phase.Name}", phase.Begins),
        new($"death: half a frame, {phase.Name}", null, $"truncate@{phase.Name}", phase.Begins),
    }).Where(death => death.Signal is null || !death.Name.EndsWith("load", StringComparison.Ordinal))];

    public async Task<(Percentiles Times, string Reason)> RunAsync(BenchPlaces places, int count)
    {
        var times = new Percentiles(Name, AimMs);
        string reason = "";
        var random = new Random(7);
        for (int i = 0; i < count; i++)
        {
            await using SystemHere system = Signal is null
                ? SystemHere.WithScriptedEngine(places, $"--do={Directive}")
                : SystemHere.WithRealEngine(places);
            SessionId id = await system.StartAsync(Chain(places));
            (long begin, _) = await system.News.WaitAsync(0, Begins);
            if (Signal is not null)
            {
                await Task.Delay(random.Next(100));
                begin = Stopwatch.GetTimestamp();

                // The first abort from outside only makes the runtime give up its own handler; abort() itself ends a process at once.
                await system.SignalEngineAsync(Signal, Signal == "-ABRT" ? 2 : 1);
            }

            (long end, SessionNews news) = await system.News.WaitAsync(0, news => news is SessionEventRecorded { Event: StepFailed });
            times.Add(Stopwatch.GetElapsedTime(begin, end).TotalMilliseconds);
            reason = ((StepFailed)((SessionEventRecorded)news).Event).Message;
            await system.EndAsync(id);
        }

        return (times, reason);
    }

    private static IEnumerable<(string Name, Func<SessionNews, bool> Begins)> Phases() =>
    [
        ("load", news => news is StepLoadProgressed { Progress: { Phase: LoadPhase.Loading, Fraction: 1 } }),
        ("prefill", news => news is StepPrefillProgressed),
        ("decode", news => news is StepTextStreamed),
    ];

    private string Chain(BenchPlaces places) =>
        $$"""
        models = [{{JsonSerializer.Serialize(Signal is null ? places.DemonstrationModel : places.LargeModel)}}]
        prompts = [{{JsonSerializer.Serialize(string.Concat(Enumerable.Range(1, 100).Select(i => $"{i} ")))}}]
        loops = endless
        hyperparameters { temperature = 0.8, top_k = 40, repeat_penalty = 0 }
        """;
}
