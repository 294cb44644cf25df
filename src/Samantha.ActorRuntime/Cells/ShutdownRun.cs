#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Event;

namespace Samantha.ActorRuntime.Cells;

/// <summary>The phases of a shutdown with their tasks and time limits, and the one run through them.</summary>
internal sealed class ShutdownRun
{
    private static readonly string[] Phases =
    [
        CoordinatedShutdown.PhaseBeforeServiceUnbind, CoordinatedShutdown.PhaseServiceUnbind,
        CoordinatedShutdown.PhaseServiceRequestsDone, CoordinatedShutdown.PhaseServiceStop,
        CoordinatedShutdown.PhaseBeforeActorSystemTerminate, CoordinatedShutdown.PhaseActorSystemTerminate,
    ];

    private readonly ActorSystemImpl _system;
    private readonly Lock _changing = new();
    private readonly Dictionary<string, List<ShutdownTask>> _tasks = Phases.ToDictionary(
        static phase => phase, static _ => new List<ShutdownTask>(), StringComparer.Ordinal);

    private Task<Done>? _running;

    public ShutdownRun(ActorSystemImpl system)
    {
        _system = system;
        AddTask(CoordinatedShutdown.PhaseActorSystemTerminate, "stop all actors", async () =>
        {
            await system.StopAllActors().ConfigureAwait(false);
            return Done.Instance;
        });
    }

    public CoordinatedShutdown.Reason? Reason { get; private set; }

    public TimeSpan TotalTimeout => Phases.Aggregate(TimeSpan.Zero, (total, phase) => total + TimeoutOf(phase));

    public TimeSpan TimeoutOf(string phase)
    {
        IndexOf(phase);
        var config = _system.Settings.Config;
        return config.GetTimeSpan(
            $"akka.coordinated-shutdown.phases.{phase}.timeout",
            config.GetTimeSpan("akka.coordinated-shutdown.default-phase-timeout", allowInfinite: false),
            allowInfinite: false);
    }

    public void AddTask(string phase, string taskName, Func<Task<Done>> task)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskName);
        ArgumentNullException.ThrowIfNull(task);
        IndexOf(phase);
        lock (_changing)
        {
            _tasks[phase].Add(new ShutdownTask(taskName, task));
        }
    }

    public Task<Done> Start(CoordinatedShutdown.Reason reason, string? fromPhase)
    {
        ArgumentNullException.ThrowIfNull(reason);
        var first = fromPhase is null ? 0 : IndexOf(fromPhase);
        lock (_changing)
        {
            if (_running is null)
            {
                Reason = reason;
                _running = Task.Run(() => RunPhases(first));
            }

            return _running;
        }
    }

    private static int IndexOf(string phase) => Array.IndexOf(Phases, phase) is var index and >= 0
        ? index
        : throw new ArgumentException($"there is no phase [{phase}]; there are: {string.Join(", ", Phases)}", nameof(phase));

    private async Task<Done> RunPhases(int first)
    {
        foreach (var phase in Phases[first..])
        {
            ShutdownTask[] tasks;
            lock (_changing)
            {
                tasks = [.. _tasks[phase]];
            }

            await RunPhase(phase, tasks).ConfigureAwait(false);
        }

        return Done.Instance;
    }

    private async Task RunPhase(string phase, ShutdownTask[] tasks)
    {
        var running = tasks.Select(task => (task.Name, Ended: RunTask(phase, task))).ToArray();
        try
        {
            await Task.WhenAll(running.Select(static task => task.Ended)).WaitAsync(TimeoutOf(phase), _system.Time)
                .ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            var late = string.Join(", ", running.Where(static task => !task.Ended.IsCompleted).Select(static task => task.Name));
            Warn(null, $"shutdown phase [{phase}] did not end within {TimeoutOf(phase)}; still under way: {late}");
        }
    }

    private async Task RunTask(string phase, ShutdownTask task)
    {
        try
        {
            // Away from this thread, so that a task that blocks before its first await can not hold the others up.
            await Task.Run(task.Run).ConfigureAwait(false);
        }
        catch (Exception cause)
        {
            Warn(cause, $"shutdown task [{task.Name}] of phase [{phase}] failed: {cause.Message}");
        }
    }

    private void Warn(Exception? cause, string message) =>
        _system.EventStream.Publish(new Warning(cause, _system.RootPath.ToString(), typeof(CoordinatedShutdown), message));

    private sealed record ShutdownTask(string Name, Func<Task<Done>> Run);
}
