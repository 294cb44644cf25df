#if AKKA
using Akka.Event;
#else
using Samantha.ActorRuntime.Event;
#endif

namespace Samantha.ActorRuntime.Tests;

/// <summary>Guarantee 13: supervision.</summary>
public sealed class SupervisionTests : ActorTest
{
    private static readonly Action<Scripted, object> CountOrFail = static (self, message) =>
    {
        if (message is Exception cause)
        {
            throw cause;
        }

        self.From.Tell($"{message} in {self.Number}");
    };

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_13_resume_keeps_instance_and_mailbox_and_is_a_warning()
    {
        var warnings = new Probe(System);
        System.EventStream.Subscribe(warnings.Ref, typeof(Warning));
        var probe = new Probe(System);
        var parent = StartParent(new Script { OnMessage = CountOrFail }, new OneForOneStrategy(static _ => Directive.Resume),
            probe);
        await probe.Next<IActorRef>();

        parent.Tell(new DeliberateException("resume"), probe.Ref);
        parent.Tell("next", probe.Ref);

        await probe.Expect("next in 1");
        Assert.IsType<DeliberateException>((await warnings.Next<Warning>()).Cause);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_13_stop_ends_the_child()
    {
        var probe = new Probe(System);
        var parent = StartParent(new Script { OnMessage = CountOrFail }, new OneForOneStrategy(static _ => Directive.Stop),
            probe);
        var child = await probe.Next<IActorRef>();
        await probe.Watch(child);

        parent.Tell(new DeliberateException("stop"));

        Assert.Equal(child, (await probe.Next<Terminated>()).ActorRef);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_13_escalate_fails_the_parent_with_the_same_cause()
    {
        var probe = new Probe(System);
        var made = new Probe(System);
        var child = new Script { OnMessage = CountOrFail };
        var parent = new Script
        {
            Strategy = new OneForOneStrategy(static _ => Directive.Escalate),
            OnPreStart = self => self.Ctx.ActorOf(child.Props, "child"),
            OnMessage = static (self, message) => self.Ctx.Child("child").Forward(message),
        };
        var cause = new DeliberateException("escalated");
        var grandparent = StartParent(parent, new OneForOneStrategy(seen =>
        {
            probe.Ref.Tell(ReferenceEquals(seen, cause), ActorRefs.NoSender);
            return Directive.Restart;
        }), made);

        await made.Next<IActorRef>();
        grandparent.Tell(cause);

        await probe.Expect(true);
    }

#if !AKKA
    // Two children at once is more than guarantee 13 says, so Akka.NET is not held to it.
    [Fact(Timeout = TimeLimitMs)]
    public async Task Two_children_that_escalate_at_once_both_run_again_after_a_resume()
    {
        var probe = new Probe(System);
        var childScript = new Script { OnMessage = CountOrFail };
        var parent = new Script
        {
            Strategy = new OneForOneStrategy(static _ => Directive.Escalate),
            OnPreStart = self =>
            {
                probe.Ref.Tell(self.Ctx.ActorOf(childScript.Props, "a"));
                probe.Ref.Tell(self.Ctx.ActorOf(childScript.Props, "b"));
            },
        };
        StartParent(parent, new OneForOneStrategy(static _ => Directive.Resume), new Probe(System));
        var first = await probe.Next<IActorRef>();
        var second = await probe.Next<IActorRef>();

        for (var round = 0; round < 50; round++)
        {
            first.Tell(new DeliberateException("both"));
            second.Tell(new DeliberateException("both"));
        }

        first.Tell("x", probe.Ref);
        second.Tell("x", probe.Ref);
        await probe.Next<string>();
        await probe.Next<string>();
        Assert.Equal(2, childScript.Instances);
    }
#endif

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_13_the_default_restarts_and_a_failed_creation_stops()
    {
        var probe = new Probe(System);
        var errors = new Probe(System);
        System.EventStream.Subscribe(errors.Ref, typeof(Error));
        var postStops = 0;
        var restarted = Start(new Script { OnMessage = CountOrFail });
        restarted.Tell(new DeliberateException("restart"));
        restarted.Tell("again", probe.Ref);
        await probe.Expect("again in 2");

        var broken = Start(new Script
        {
            OnPreStart = static _ => throw new DeliberateException("PreStart"),
            OnPostStop = _ => postStops++,
        });
        await probe.Watch(broken);
        await probe.Next<Terminated>();
        var error = await errors.Fish<Error>(static error => error.Cause is ActorInitializationException);
        Assert.IsType<DeliberateException>(error.Cause.InnerException);
        Assert.Equal(0, postStops);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_13_n_restarts_are_allowed_and_failure_n_plus_1_stops()
    {
        var probe = new Probe(System);
        var child = new Script { OnMessage = CountOrFail };
        var parent = StartParent(child, new OneForOneStrategy(3, TimeSpan.FromMinutes(1), static _ => Directive.Restart), probe);
        await probe.Watch(await probe.Next<IActorRef>());

        for (var failure = 1; failure <= 4; failure++)
        {
            parent.Tell(new DeliberateException($"failure {failure}"));
        }

        await probe.Next<Terminated>();
        Assert.Equal(4, child.Instances);
    }

    [Theory(Timeout = TimeLimitMs)]
    [InlineData(0, 60_000, 1)]
    [InlineData(-1, 60_000, 2)]
    [InlineData(2, -1, 3)]
    public async Task Guarantee_13_zero_never_restarts_and_no_number_with_a_window_is_one(
        int retries, int windowMs, int instances)
    {
        var probe = new Probe(System);
        var child = new Script { OnMessage = CountOrFail };
        var parent = StartParent(child, new OneForOneStrategy(retries, windowMs, static _ => Directive.Restart), probe);
        await probe.Watch(await probe.Next<IActorRef>());

        for (var failure = 1; failure <= 4; failure++)
        {
            parent.Tell(new DeliberateException($"failure {failure}"));
        }

        await probe.Next<Terminated>();
        Assert.Equal(instances, child.Instances);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_13_a_window_that_has_passed_starts_the_count_again()
    {
        var probe = new Probe(System);
        var child = new Script { OnMessage = CountOrFail };
        var parent = StartParent(child, new OneForOneStrategy(1, TimeSpan.FromMilliseconds(50), static _ => Directive.Restart),
            probe);
        await probe.Next<IActorRef>();

        for (var failure = 1; failure <= 3; failure++)
        {
            parent.Tell(new DeliberateException($"failure {failure}"));
            parent.Tell("alive", probe.Ref);
            await probe.Expect($"alive in {failure + 1}");
            await Task.Delay(120);
        }
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_13_all_for_one_restarts_the_siblings_too()
    {
        var probe = new Probe(System);
        var child = new Script { OnMessage = CountOrFail };
        Start(new Script
        {
            Strategy = new AllForOneStrategy(static _ => Directive.Restart),
            OnPreStart = self =>
            {
                probe.Ref.Tell(self.Ctx.ActorOf(child.Props, "a"));
                probe.Ref.Tell(self.Ctx.ActorOf(child.Props, "b"));
            },
        });
        var failing = await probe.Next<IActorRef>();
        var sibling = await probe.Next<IActorRef>();

        failing.Tell(new DeliberateException("both"));
        failing.Tell("x", probe.Ref);
        var answer = await probe.Next<string>();
        Assert.True(answer is "x in 3" or "x in 4", answer);
        sibling.Tell("y", probe.Ref);
        answer = await probe.Next<string>();
        Assert.True(answer is "y in 3" or "y in 4", answer);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_13_all_for_one_stops_the_siblings_too()
    {
        var probe = new Probe(System);
        var child = new Script { OnMessage = CountOrFail, OnPostStop = _ => probe.Ref.Tell("stopped") };
        Start(new Script
        {
            Strategy = new AllForOneStrategy(static _ => Directive.Stop),
            OnPreStart = self =>
            {
                self.Ctx.ActorOf(child.Props);
                self.Ctx.ActorOf(child.Props).Tell(new DeliberateException("both"));
            },
        });

        await probe.Expect("stopped", "stopped");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_13_a_strategy_on_the_props_wins()
    {
        var probe = new Probe(System);
        var child = new Script { OnMessage = CountOrFail };
        var parent = new Script
        {
            Strategy = new OneForOneStrategy(static _ => Directive.Stop),
            OnPreStart = self => self.Ctx.ActorOf(child.Props, "child"),
            OnMessage = static (self, message) => self.Ctx.Child("child").Forward(message),
        };
        var actor = System.ActorOf(parent.Props.WithSupervisorStrategy(new OneForOneStrategy(static _ => Directive.Resume)));

        actor.Tell(new DeliberateException("resume"));
        actor.Tell("alive", probe.Ref);

        await probe.Expect("alive in 1");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_13_one_failing_top_level_actor_does_not_end_the_system()
    {
        var probe = new Probe(System);
        var actor = Start(new Script { OnMessage = CountOrFail });

        for (var failure = 1; failure <= 100; failure++)
        {
            actor.Tell(new DeliberateException("again"));
        }

        actor.Tell("alive", probe.Ref);
        await probe.Expect("alive in 101");
        Assert.False(System.WhenTerminated.IsCompleted);
    }
}
