#if AKKA
using Akka.Event;
#else
using Samantha.ActorRuntime.Event;
#endif

namespace Samantha.ActorRuntime.Tests;

/// <summary>Guarantees 1 to 4: order, at most once, one at a time, context.</summary>
public sealed class OrderAndDeliveryTests : ActorTest
{
    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_01_order_per_sender_and_receiver()
    {
        const int Messages = 20_000;
        var violations = 0;
        var probe = new Probe(System);
        var next = new int[2];
        var receiver = Start(new Script
        {
            OnMessage = (_, message) =>
            {
                var (sender, number) = ((int, int))message;
                violations += number == next[sender]++ ? 0 : 1;
                if (next[0] + next[1] == 2 * Messages)
                {
                    probe.Ref.Tell("all");
                }
            },
        });
        var tellers = Enumerable.Range(0, 2).Select(sender => Task.Run(() =>
        {
            for (var number = 0; number < Messages; number++)
            {
                receiver.Tell((sender, number));
            }
        }));

        await Task.WhenAll(tellers);
        await probe.Expect("all");

        Assert.Equal(0, violations);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_02_tell_to_a_dead_actor_neither_blocks_nor_throws()
    {
        var dead = Start(new Script());
        Assert.True(await dead.GracefulStop(Probe.Patience));

        for (var count = 0; count < 1_000; count++)
        {
            dead.Tell(count);
        }
    }

    [Fact]
    public void Guarantee_02_telling_null_throws_at_the_caller() =>
        Assert.Throws<ArgumentNullException>(() => Start(new Script()).Tell(null!));

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_02_the_sender_is_the_telling_actor_or_dead_letters()
    {
        var probe = new Probe(System);
        var teller = Start(new Script { OnMessage = (_, _) => probe.Ref.Tell("from inside") });

        probe.Ref.Tell("from outside");
        await probe.Expect("from outside");
        Assert.Equal(System.DeadLetters, probe.LastSender);

        teller.Tell("go");
        await probe.Expect("from inside");
        Assert.Equal(teller, probe.LastSender);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_02_forward_keeps_the_sender()
    {
        var asker = new Probe(System);
        var target = new Probe(System);
        var middle = Start(new Script { OnMessage = (_, message) => target.Ref.Forward(message) });

        middle.Tell("hello", asker.Ref);

        await target.Expect("hello");
        Assert.Equal(asker.Ref, target.LastSender);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_03_one_handler_at_a_time()
    {
        const int Messages = 20_000;
        var inside = 0;
        var overlaps = 0;
        var plainCounter = 0;
        var probe = new Probe(System);
        var actor = Start(new Script
        {
            OnMessage = (_, message) =>
            {
                overlaps += Interlocked.Increment(ref inside) == 1 ? 0 : 1;
                plainCounter++;
                Interlocked.Decrement(ref inside);
                if (message is "last")
                {
                    probe.Ref.Tell(plainCounter);
                }
            },
        });

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
        {
            for (var count = 0; count < Messages / 4; count++)
            {
                actor.Tell(count);
            }
        })));
        actor.Tell("last");

        // A counter without any lock: equal only if no run overlapped and each saw the memory of the one before.
        await probe.Expect(Messages + 1);
        Assert.Equal(0, overlaps);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_03_system_messages_pass_queued_messages()
    {
        using var gate = new ManualResetEventSlim();
        var handled = 0;
        var actor = Start(new Script
        {
            OnMessage = (_, _) =>
            {
                handled++;
                gate.Wait(Probe.Patience);
            },
        });
        var probe = new Probe(System);
        await probe.Watch(actor);
        for (var count = 0; count < 10; count++)
        {
            actor.Tell(count);
        }

        var stopper = Start(new Script
        {
            OnMessage = (self, _) =>
            {
                self.Ctx.Stop(actor);
                self.From.Tell("told to stop");
            },
        });
        Assert.Equal("told to stop", await stopper.Ask<string>("go", Probe.Patience));
        gate.Set();

        await probe.Next<Terminated>();
        Assert.InRange(handled, 0, 9);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_03_a_busy_actor_gives_its_thread_back()
    {
        const int Actors = 100;
        var probe = new Probe(System);
        var busy = Enumerable.Range(0, Actors).Select(_ => Start(new Script
        {
            OnPreStart = _ => probe.Ref.Tell("runs"),
            OnMessage = static (self, message) => self.Me.Tell(message),
        })).ToArray();
        foreach (var actor in busy)
        {
            actor.Tell("for ever");
        }

        // Many more endless actors than threads. The pool adds threads when all are taken, but a few in a second only.
        var clock = global::System.Diagnostics.Stopwatch.StartNew();
        await probe.Expect(Enumerable.Repeat("runs", Actors).ToArray<object>());
        var stopping = busy.Select(static actor => actor.GracefulStop(Probe.Patience)).ToArray();
        Assert.All(await Task.WhenAll(stopping), Assert.True);
        Assert.True(clock.Elapsed < Probe.Patience, $"it took {clock.Elapsed}");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_03_handlers_run_on_the_thread_pool()
    {
        var probe = new Probe(System);
        Start(new Script { OnMessage = (_, _) => probe.Ref.Tell(Thread.CurrentThread.IsThreadPoolThread) }).Tell("go");

        await probe.Expect(true);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_04_context_and_sender_throw_outside_the_actors_thread()
    {
        var probe = new Probe(System);
        var actor = Start(new Script
        {
            OnMessage = (self, _) =>
            {
                var recipient = probe.Ref;
                Task.Run(() => self.Ctx).PipeTo(recipient);
                Task.Run(() => self.From).PipeTo(recipient);
            },
        });

        actor.Tell("go");

        Assert.IsType<NotSupportedException>((await probe.Next<Status.Failure>()).Cause);
        Assert.IsType<NotSupportedException>((await probe.Next<Status.Failure>()).Cause);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_09_an_unhandled_message_is_published_and_the_actor_goes_on()
    {
        var probe = new Probe(System);
        System.EventStream.Subscribe(probe.Ref, typeof(UnhandledMessage));
        var actor = Start(new Script
        {
            OnMessage = (self, message) =>
            {
                if (message is "unknown")
                {
                    self.LeaveUnhandled(message);
                }
                else
                {
                    self.From.Tell("alive");
                }
            },
        });

        actor.Tell("unknown", probe.Ref);
        actor.Tell("known", probe.Ref);

        var unhandled = await probe.Next<UnhandledMessage>();
        Assert.Equal(("unknown", actor, probe.Ref), (unhandled.Message, unhandled.Recipient, unhandled.Sender));
        await probe.Expect("alive");
    }
}
