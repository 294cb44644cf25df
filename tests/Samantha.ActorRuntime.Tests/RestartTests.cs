#if AKKA
using Akka.Event;
#else
using Samantha.ActorRuntime.Event;
#endif

namespace Samantha.ActorRuntime.Tests;

/// <summary>Guarantee 5: failure and restart.</summary>
public sealed class RestartTests : ActorTest
{
    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_05_hooks_run_in_order_and_children_end_before_the_new_instance()
    {
        var log = new Probe(System);
        var child = new Script { OnPostStop = _ => log.Ref.Tell("child PostStop") };
        var actor = Start(new Script
        {
            OnConstruct = self =>
            {
                log.Ref.Tell($"constructor {self.Number}");
                self.Ctx.ActorOf(child.Props);
            },
            OnPreStart = self => log.Ref.Tell($"PreStart {self.Number}"),
            OnPostStop = self => log.Ref.Tell($"PostStop {self.Number}"),
            OnPreRestart = (self, cause, message) => log.Ref.Tell($"PreRestart {self.Number} {cause.Message} {message}"),
            OnPostRestart = (self, cause) => log.Ref.Tell($"PostRestart {self.Number} {cause.Message}"),
            OnMessage = (_, _) => throw new DeliberateException("why"),
        });

        actor.Tell("fatal");

        await log.Expect("constructor 1", "PreStart 1", "PreRestart 1 why fatal");

        // The child is told to stop just before PostStop runs, on threads of their own.
        var ends = new[] { await log.Next<string>(), await log.Next<string>() };
        Assert.Equal(["PostStop 1", "child PostStop"], ends.Order(StringComparer.Ordinal));
        await log.Expect("constructor 2", "PostRestart 2 why", "PreStart 2");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_05_the_failing_message_is_lost_and_the_mailbox_kept_in_order()
    {
        var log = new Probe(System);
        using var gate = new ManualResetEventSlim();
        var actor = Start(new Script
        {
            OnMessage = (self, message) =>
            {
                gate.Wait(Probe.Patience);
                log.Ref.Tell($"{message} in {self.Number}");
                if (message is 2)
                {
                    throw new DeliberateException("two");
                }
            },
        });
        for (var number = 1; number <= 4; number++)
        {
            actor.Tell(number);
        }

        gate.Set();

        await log.Expect("1 in 1", "2 in 1", "3 in 2", "4 in 2");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_05_the_ref_stays_watchers_are_not_told_and_watches_and_subscriptions_survive()
    {
        var log = new Probe(System);
        var watched = Start(new Script());
        var actor = Start(new Script
        {
            OnPreStart = self =>
            {
                if (self.Number == 1)
                {
                    self.Ctx.Watch(watched);
                    self.Ctx.System.EventStream.Subscribe(self.Me, typeof(Version));
                }
            },
            OnMessage = (self, message) =>
            {
                if (message is "fail")
                {
                    throw new DeliberateException("fail");
                }

                log.Ref.Tell(message is Terminated ? $"terminated in {self.Number}" : $"{message} in {self.Number}");
            },
        });
        await log.Watch(actor);

        actor.Tell("fail");
        actor.Tell("still");
        await log.Expect("still in 2");
        System.EventStream.Publish(new Version(1, 2));
        await log.Expect("1.2 in 2");
        watched.Tell(PoisonPill.Instance);
        await log.Expect("terminated in 2");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_05_children_live_and_are_restarted_when_PreRestart_does_not_call_the_base()
    {
        var log = new Probe(System);
        var child = new Script
        {
            OnConstruct = self => log.Ref.Tell($"child {self.Number}"),
            OnMessage = (self, message) => log.Ref.Tell($"{message} in child {self.Number}"),
        };
        var actor = Start(new Script
        {
            StopsChildrenOnRestart = false,
            OnPreStart = self =>
            {
                if (self.Ctx.Child("child").IsNobody())
                {
                    self.Ctx.ActorOf(child.Props, "child");
                }
            },
            OnMessage = (self, message) =>
            {
                if (message is "fail")
                {
                    throw new DeliberateException("fail");
                }

                self.Ctx.Child("child").Tell(message);
            },
        });
        await log.Expect("child 1");

        actor.Tell("fail");
        await log.Expect("child 2");
        actor.Tell("hello");
        await log.Expect("hello in child 2");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_05_children_are_suspended_while_their_parent_waits_for_a_decision()
    {
        var log = new Probe(System);
        using var decide = new ManualResetEventSlim();
        var grandchild = new Script { OnMessage = (_, message) => log.Ref.Tell(message) };
        IActorRef? grandchildRef = null;
        var child = new Script
        {
            OnPreStart = self =>
            {
                grandchildRef = self.Ctx.ActorOf(grandchild.Props);
                log.Ref.Tell("ready");
            },
            OnMessage = (_, _) => throw new DeliberateException("suspend"),
        };
        var made = new Probe(System);
        var parent = StartParent(child, new OneForOneStrategy(_ =>
        {
            log.Ref.Tell("deciding");
            decide.Wait(Probe.Patience);
            return Directive.Resume;
        }), made);
        await log.Expect("ready");

        parent.Tell("fail");
        await log.Expect("deciding");
        grandchildRef!.Tell("held back");
        await log.ExpectNothingBefore("nothing yet");
        decide.Set();

        await log.Expect("held back");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_05_a_child_that_failed_by_itself_waits_for_its_suspended_parent_too()
    {
        var log = new Probe(System);
        using var fail = new ManualResetEventSlim();
        using var decide = new ManualResetEventSlim();
        var child = new Script
        {
            OnMessage = (_, message) =>
            {
                log.Ref.Tell($"child: {message}");
                if (message is "fail")
                {
                    throw new DeliberateException("child");
                }
            },
        };
        var children = new Probe(System);
        var parent = new Script
        {
            Strategy = new OneForOneStrategy(_ =>
            {
                log.Ref.Tell("parent decides");
                return Directive.Resume;
            }),
            OnPreStart = self => children.Ref.Tell(self.Ctx.ActorOf(child.Props)),
            OnMessage = (_, _) =>
            {
                log.Ref.Tell("parent is about to fail");
                fail.Wait(Probe.Patience);
                throw new DeliberateException("parent");
            },
        };
        var grandparent = StartParent(parent, new OneForOneStrategy(_ =>
        {
            decide.Wait(Probe.Patience);
            return Directive.Resume;
        }), new Probe(System));
        var childRef = await children.Next<IActorRef>();

        grandparent.Tell("fail");
        await log.Expect("parent is about to fail");
        childRef.Tell("fail");
        await log.Expect("child: fail");
        fail.Set();
        await log.Expect("parent decides");
        childRef.Tell("next");

        // Resumed after its own failure, but the parent's is not decided yet.
        await Task.Delay(100);
        await log.ExpectNothingBefore("still suspended");
        decide.Set();
        await log.Expect("child: next");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_05_a_throw_in_the_restart_stops_the_actor_by_default()
    {
        var log = new Probe(System);
        var errors = new Probe(System);
        System.EventStream.Subscribe(errors.Ref, typeof(Error));
        var actor = Start(new Script
        {
            OnConstruct = self =>
            {
                if (self.Number == 2)
                {
                    throw new DeliberateException("second constructor");
                }
            },
            OnMessage = (_, _) => throw new DeliberateException("first failure"),
        });
        await log.Watch(actor);

        actor.Tell("fail");

        await log.Next<Terminated>();
        await errors.Fish<Error>(static error => error.Cause is DeliberateException);
        var restart = (PostRestartException)(await errors.Fish<Error>(static error => error.Cause is PostRestartException)).Cause;
        Assert.Equal("first failure", restart.OriginalCause.Message);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_05_a_disposable_actor_is_disposed_after_PostStop_on_restart_and_stop()
    {
        var log = new Probe(System);
        var recipient = log.Ref;
        var actor = System.ActorOf(Props.Create(() => new DisposableActor(recipient)));

        actor.Tell("fail");
        await log.Expect("PostStop", "Dispose");
        actor.Tell(PoisonPill.Instance);
        await log.Expect("PostStop", "Dispose");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_05_failures_are_published_with_source_message_and_cause()
    {
        var errors = new Probe(System);
        System.EventStream.Subscribe(errors.Ref, typeof(Error));
        var actor = Start(new Script { OnMessage = (_, _) => throw new DeliberateException("for the log") }, "failing");

        actor.Tell("fail");

        var error = await errors.Fish<Error>(static error => error.Cause is DeliberateException);
        Assert.Equal("for the log", error.Message.ToString());
        Assert.Contains("akka://test/user/failing", error.LogSource, StringComparison.Ordinal);
        Assert.Equal(LogLevel.ErrorLevel, error.LogLevel());
    }

    private sealed class DisposableActor(IActorRef log) : UntypedActor, IDisposable
    {
        public void Dispose() => log.Tell("Dispose", ActorRefs.NoSender);

        protected override void OnReceive(object message) => throw new DeliberateException("fail");

        protected override void PostStop() => log.Tell("PostStop");
    }
}
