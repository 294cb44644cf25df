#if AKKA
using Akka;
using Akka.Event;
#else
using Samantha.ActorRuntime.Event;
#endif

namespace Samantha.ActorRuntime.Tests;

/// <summary>Guarantees 19 and 20: the end of a system, and the coordinated shutdown.</summary>
public sealed class SystemEndTests
{
    private const int TimeLimitMs = ActorTest.TimeLimitMs;
    private const string Quiet = "akka { loglevel = OFF, stdout-loglevel = OFF, loggers = [] }";

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_19_WhenTerminated_completes_after_every_PostStop()
    {
        var system = Create();
        var stopped = 0;
        var script = new Script { OnPostStop = _ => Interlocked.Increment(ref stopped) };
        for (var count = 0; count < 100; count++)
        {
            system.ActorOf(script.Props);
        }

        await system.Terminate();
        await system.WhenTerminated;

        Assert.Equal(100, stopped);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_19_afterwards_terminating_again_is_harmless_ActorOf_throws_and_Tell_is_silent()
    {
        var system = Create();
        var actor = system.ActorOf(new Script().Props);
        await system.Terminate();
        await system.WhenTerminated;

        await system.Terminate();
        actor.Tell("nobody hears this");
        Assert.Throws<InvalidOperationException>(() => system.ActorOf(new Script().Props));
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_19_Terminate_gives_up_after_the_last_phase_while_WhenTerminated_waits_on()
    {
        var system = Create("akka.coordinated-shutdown.phases.actor-system-terminate.timeout = 200 ms");
        using var gate = new ManualResetEventSlim();
        var probe = new Probe(system);
        var blocked = system.ActorOf(new Script
        {
            OnMessage = (_, _) =>
            {
                probe.Ref.Tell("blocked");
                gate.Wait(Probe.Patience);
            },
        }.Props);
        blocked.Tell("block");
        await probe.Expect("blocked");

        await system.Terminate().WaitAsync(Probe.Patience);
        Assert.False(system.WhenTerminated.IsCompleted);

        gate.Set();
        await system.WhenTerminated.WaitAsync(Probe.Patience);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_19_termination_callbacks_run()
    {
        var system = Create();
        var ran = false;
        system.RegisterOnTermination(() => ran = true);

        await system.Terminate();
        await system.WhenTerminated;

        Assert.True(ran);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_20_phases_run_in_order_and_the_tasks_of_one_side_by_side()
    {
        var system = Create();
        var shutdown = CoordinatedShutdown.Get(system);
        var order = new List<string>();
        var bothRun = new TaskCompletionSource();
        var running = 0;
        void Add(string phase, string name) => shutdown.AddTask(phase, name, () =>
        {
            lock (order)
            {
                order.Add(name);
            }

            return Task.FromResult(Done.Instance);
        });

        Add(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "6");
        Add(CoordinatedShutdown.PhaseServiceStop, "5");
        for (var count = 0; count < 2; count++)
        {
            shutdown.AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, $"side by side {count}", async () =>
            {
                if (Interlocked.Increment(ref running) == 2)
                {
                    bothRun.SetResult();
                }

                await bothRun.Task;
                return Done.Instance;
            });
        }

        Add(CoordinatedShutdown.PhaseServiceUnbind, "2");
        Add(CoordinatedShutdown.PhaseBeforeServiceUnbind, "1");

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);

        Assert.True(bothRun.Task.IsCompletedSuccessfully);
        Assert.Equal(["1", "2", "5", "6"], order);
        await system.WhenTerminated;
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_20_a_failing_and_a_late_task_do_not_stop_the_rest()
    {
        var system = Create("akka.coordinated-shutdown.phases.service-unbind.timeout = 100 ms");
        var shutdown = CoordinatedShutdown.Get(system);
        var warnings = new Probe(system);
        system.EventStream.Subscribe(warnings.Ref, typeof(Warning));
        var reached = false;
        shutdown.AddTask(
            CoordinatedShutdown.PhaseServiceUnbind, "failing",
            static () => Task.FromException<Done>(new DeliberateException("task")));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "late", async static () =>
        {
            await Task.Delay(Timeout.Infinite);
            return Done.Instance;
        });
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "after", () =>
        {
            reached = true;
            return Task.FromResult(Done.Instance);
        });

        await system.Terminate();

        Assert.True(reached);
        await system.WhenTerminated;
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_20_it_runs_once_and_the_first_reason_wins()
    {
        var system = Create();
        var shutdown = CoordinatedShutdown.Get(system);
        var runs = 0;
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "count", () =>
        {
            Interlocked.Increment(ref runs);
            return Task.FromResult(Done.Instance);
        });

        await Task.WhenAll(shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance), system.Terminate());
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance);

        Assert.Equal(1, runs);
        Assert.Same(CoordinatedShutdown.ClrExitReason.Instance, shutdown.ShutdownReason);
        await system.WhenTerminated;
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_20_phases_have_five_seconds_unless_configured()
    {
        var system = Create("akka.coordinated-shutdown.phases.service-stop.timeout = 7 s");
        var shutdown = CoordinatedShutdown.Get(system);

        Assert.Equal(TimeSpan.FromSeconds(5), shutdown.Timeout(CoordinatedShutdown.PhaseServiceUnbind));
        Assert.Equal(TimeSpan.FromSeconds(7), shutdown.Timeout(CoordinatedShutdown.PhaseServiceStop));
        Assert.Equal(TimeSpan.FromSeconds(10), shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate));
        Assert.Throws<ArgumentException>(() =>
            shutdown.AddTask("no-such-phase", "task", static () => Task.FromResult(Done.Instance)));
        await system.Terminate();
    }

    private static ActorSystem Create(string extra = "") =>
        ActorSystem.Create("ending", ConfigurationFactory.ParseString(Quiet + "\n" + extra));
}
