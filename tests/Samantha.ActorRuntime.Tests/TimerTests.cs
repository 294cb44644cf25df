using System.Diagnostics;

namespace Samantha.ActorRuntime.Tests;

/// <summary>Guarantees 12, 14 and 18: timers, receive timeout, scheduler.</summary>
public sealed class TimerTests : ActorTest
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(30);

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_12_timers_work_in_the_constructor_and_have_no_sender()
    {
        var log = new Probe(System);
        var recipient = log.Ref;
        Action<Timed> construct = static self => self.Timers.StartSingleTimer("key", "tick", Short);
        System.ActorOf(Props.Create(() => new Timed(recipient, construct)));

        await log.Expect(("tick", System.DeadLetters, false));
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_12_a_cancelled_timer_is_not_received_even_if_it_is_queued_already()
    {
        var log = new Probe(System);
        var recipient = log.Ref;
        var actor = System.ActorOf(Props.Create(() => new Timed(recipient, null)));
        using var later = new ManualResetEventSlim();
        var signal = Start(new Script { OnMessage = (_, _) => later.Set() });

        actor.Tell(new Run(self =>
        {
            self.Timers.StartSingleTimer("key", "cancelled", TimeSpan.Zero);
            self.Timers.StartSingleTimer("other", "replaced", TimeSpan.Zero);

            // When a message scheduled for later has arrived elsewhere, both stand in the mailbox, behind this message.
            System.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(50), signal, "later", ActorRefs.NoSender);
            later.Wait(Probe.Patience);
            self.Timers.Cancel("key");
            self.Timers.StartSingleTimer("other", "new", TimeSpan.FromMilliseconds(100));
            recipient.Tell("replaced");
        }));
        await log.Expect("replaced");
        actor.Tell("before the new one", log.Ref);

        await log.Expect(("before the new one", log.Ref, false), ("new", System.DeadLetters, false));
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_12_periodic_timers_repeat_until_cancelled_and_single_ones_forget_themselves()
    {
        var log = new Probe(System);
        var recipient = log.Ref;
        Action<Timed> construct = static self => self.Timers.StartPeriodicTimer("key", "tick", Short);
        var actor = System.ActorOf(Props.Create(() => new Timed(recipient, construct)));

        for (var count = 0; count < 3; count++)
        {
            await log.Expect(("tick", System.DeadLetters, true));
        }

        actor.Tell(new Run(static self => self.Timers.CancelAll()));
        actor.Tell("end");
        await log.Fish<(string Message, IActorRef Sender, bool Active)>(static seen => seen is { Message: "end", Active: false });
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_12_timers_end_before_a_restart()
    {
        var log = new Probe(System);
        var recipient = log.Ref;
        var actor = System.ActorOf(Props.Create(() => new Timed(recipient, null)));

        actor.Tell(new Run(static self => self.Timers.StartSingleTimer("key", "old", Short)));
        actor.Tell(new Run(static _ => throw new DeliberateException("restart")));
        actor.Tell(new Run(static self => self.Timers.StartSingleTimer("key", "new", TimeSpan.FromMilliseconds(120))));

        await log.Expect(("new", System.DeadLetters, false));
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_14_the_receive_timeout_fires_again_and_again_until_it_is_ended()
    {
        var log = new Probe(System);
        var actor = Start(new Script
        {
            OnPreStart = static self => self.Ctx.SetReceiveTimeout(Short),
            OnMessage = (self, message) =>
            {
                if (message is "end")
                {
                    self.Ctx.SetReceiveTimeout(null);
                }

                log.Ref.Tell(message is ReceiveTimeout ? "timeout" : message);
            },
        });

        await log.Expect("timeout", "timeout", "timeout");
        actor.Tell("end");
        await log.Fish<string>(static message => message == "end");
        await Task.Delay(Short * 4);

        // One may have been on its way when it was ended.
        log.Ref.Tell("marker");
        var next = await log.Next<string>();
        Assert.Equal("marker", next == "timeout" ? await log.Next() : next);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_14_a_message_pushes_it_back()
    {
        var log = new Probe(System);
        var timeout = TimeSpan.FromMilliseconds(200);
        var sincePush = new Stopwatch();
        var actor = Start(new Script
        {
            OnMessage = (self, message) =>
            {
                switch (message)
                {
                    case "start":
                        sincePush.Reset();
                        self.Ctx.SetReceiveTimeout(timeout);
                        break;
                    case "push":
                        sincePush.Restart();
                        break;
                    default:
                        self.Ctx.SetReceiveTimeout(null);
                        log.Ref.Tell(sincePush.Elapsed);
                        break;
                }
            },
        });

        // On a busy machine the push may come too late; if it never counted, no attempt would succeed.
        const int AttemptsMax = 10;
        for (var attempt = 1; ; attempt++)
        {
            actor.Tell("start");
            await Task.Delay(timeout / 2);
            actor.Tell("push");
            if (await log.Next<TimeSpan>() >= timeout * 0.9)
            {
                return;
            }

            Assert.True(attempt < AttemptsMax, "messages do not push the receive timeout back");
        }
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_14_a_message_that_is_marked_does_not_push_it_back()
    {
        var log = new Probe(System);
        var timeout = TimeSpan.FromMilliseconds(100);
        var sinceLast = Stopwatch.StartNew();
        var longestGap = TimeSpan.Zero;
        var ended = false;
        var actor = Start(new Script
        {
            OnPreStart = self => self.Ctx.SetReceiveTimeout(timeout),
            OnMessage = (self, message) =>
            {
                longestGap = sinceLast.Elapsed > longestGap ? sinceLast.Elapsed : longestGap;
                sinceLast.Restart();
                if (message is not ReceiveTimeout)
                {
                    // One message right after the other: if these counted, the timeout could come only when the machine stalls.
                    self.Me.Tell(ended ? PoisonPill.Instance : message);
                    return;
                }

                ended |= longestGap < timeout;
                log.Ref.Tell(ended);
                longestGap = TimeSpan.Zero;
            },
        });

        actor.Tell(new Silent());

        await log.Fish<bool>(static withoutAGap => withoutAGap);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_18_one_shots_are_never_early()
    {
        var probe = new Probe(System);
        var early = 0;
        for (var count = 0; count < 40; count++)
        {
            var delay = TimeSpan.FromMilliseconds(1 + (count % 10));
            var clock = Stopwatch.StartNew();
            System.Scheduler.ScheduleTellOnce(delay, probe.Ref, count, ActorRefs.NoSender);
            await probe.Expect(count);
            early += clock.Elapsed < delay ? 1 : 0;
        }

        Assert.Equal(0, early);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_18_a_cancelable_stops_future_firings()
    {
        var probe = new Probe(System);
        using var cancelable = new Cancelable(System.Scheduler);
        System.Scheduler.ScheduleTellRepeatedly(TimeSpan.Zero, Short, probe.Ref, "tick", ActorRefs.NoSender, cancelable);
        await probe.Expect("tick", "tick");

        cancelable.Cancel();
        await Task.Delay(Short * 4);

        probe.Ref.Tell("marker");
        var next = await probe.Next<string>();
        Assert.Equal("marker", next == "tick" ? await probe.Next() : next);
        Assert.True(cancelable.IsCancellationRequested);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_18_scheduling_after_the_end_throws_SchedulerException()
    {
        var probe = new Probe(System);
        await System.Terminate();
        await System.WhenTerminated;

        Assert.Throws<SchedulerException>(() => System.Scheduler.ScheduleTellOnce(Short, probe.Ref, "late", ActorRefs.NoSender));
    }

    private sealed record Run(Action<Timed> Action);

    private sealed record Silent : INotInfluenceReceiveTimeout;

    private sealed class Timed : UntypedActor, IWithTimers
    {
        private readonly IActorRef _log;

        public Timed(IActorRef log, Action<Timed>? construct)
        {
            _log = log;
            construct?.Invoke(this);
        }

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void OnReceive(object message)
        {
            if (message is Run run)
            {
                run.Action(this);
            }
            else
            {
                _log.Tell((message.ToString(), Sender, Timers.IsTimerActive("key")));
            }
        }
    }
}
