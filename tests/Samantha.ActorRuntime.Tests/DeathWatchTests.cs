#if AKKA
using Akka.Event;
#else
using Samantha.ActorRuntime.Event;
#endif

namespace Samantha.ActorRuntime.Tests;

/// <summary>Guarantee 8: death watch.</summary>
public sealed class DeathWatchTests : ActorTest
{
    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_08_exactly_one_Terminated_after_PostStop_with_the_subject_as_sender()
    {
        var log = new Probe(System);
        var subject = Start(new Script { OnPostStop = _ => log.Ref.Tell("PostStop") });
        var watcher = Start(new Script
        {
            OnPreStart = self =>
            {
                self.Ctx.Watch(subject);
                self.Ctx.Watch(subject);
            },
            OnMessage = (self, message) =>
            {
                if (message is Terminated terminated)
                {
                    log.Ref.Tell((terminated.ActorRef, self.From, terminated.ExistenceConfirmed));
                    self.Me.Tell("marker");
                }
                else
                {
                    log.Ref.Tell(message);
                }
            },
        });
        watcher.Tell("watching");
        await log.Expect("watching");

        subject.Tell(PoisonPill.Instance);

        await log.Expect("PostStop", (subject, subject, true), "marker");
        await log.ExpectNothingBefore("no second one");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_08_watching_the_dead_is_answered_at_once_without_existence()
    {
        var probe = new Probe(System);
        var subject = Start(new Script());
        Assert.True(await subject.GracefulStop(Probe.Patience));

        await probe.Watch(subject);

        Assert.False((await probe.Next<Terminated>()).ExistenceConfirmed);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_08_unwatch_cancels_a_Terminated_that_is_queued_already()
    {
        var log = new Probe(System);
        using var gate = new ManualResetEventSlim();
        var subject = Start(new Script());
        var watcher = Start(new Script
        {
            OnPreStart = self => self.Ctx.Watch(subject),
            OnMessage = (self, message) =>
            {
                switch (message)
                {
                    case "block":
                        log.Ref.Tell("blocked");
                        gate.Wait(Probe.Patience);
                        break;
                    case "unwatch":
                        self.Ctx.Unwatch(subject);
                        break;
                    default:
                        // As a text: a Terminated of another actor's watch would be dropped by the probe.
                        log.Ref.Tell(message.ToString()!);
                        break;
                }
            },
        });

        // The end is noticed after "block", so that Terminated stands in the mailbox behind "unwatch" and not far from "next".
        watcher.Tell("block");
        watcher.Tell("unwatch");
        await log.Expect("blocked");
        Assert.True(await subject.GracefulStop(Probe.Patience));
        gate.Set();
        watcher.Tell("next");
        watcher.Tell("last");

        await log.Expect("next", "last");
        await log.ExpectNothingBefore("no Terminated");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_08_WatchWith_delivers_its_message_and_ignores_a_second_one()
    {
        var log = new Probe(System);
        var subject = Start(new Script());
        var watcher = Start(new Script
        {
            OnMessage = (self, message) =>
            {
                if (message is "watch")
                {
                    self.Ctx.WatchWith(subject, "gone");
                    self.Ctx.Unwatch(subject);
                    self.Ctx.WatchWith(subject, "really gone");
                }

                log.Ref.Tell(message);
            },
        });
        watcher.Tell("watch");
        await log.Expect("watch");

        subject.Tell(PoisonPill.Instance);

        await log.Expect("really gone");
        await log.ExpectNothingBefore("one only");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_08_watching_oneself_does_nothing()
    {
        var log = new Probe(System);
        var actor = Start(new Script
        {
            OnPreStart = static self => self.Ctx.Watch(self.Me),
            OnMessage = (_, message) => log.Ref.Tell(message.ToString()!),
        });

        actor.Tell("runs");

        await log.Expect("runs");
        Assert.True(await actor.GracefulStop(Probe.Patience));
        await log.ExpectNothingBefore("silence");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_08_an_unhandled_Terminated_ends_the_watcher_with_DeathPactException()
    {
        var log = new Probe(System);
        var errors = new Probe(System);
        System.EventStream.Subscribe(errors.Ref, typeof(Error));
        var subject = Start(new Script());
        var watcher = Start(new Script
        {
            OnPreStart = self =>
            {
                self.Ctx.Watch(subject);
                log.Ref.Tell("ready");
            },
            OnMessage = static (self, message) => self.LeaveUnhandled(message),
        });
        await log.Expect("ready");
        await log.Watch(watcher);

        subject.Tell(PoisonPill.Instance);

        Assert.Equal(watcher, (await log.Next<Terminated>()).ActorRef);
        var error = await errors.Fish<Error>(static error => error.Cause is DeathPactException);
        Assert.Equal(subject, ((DeathPactException)error.Cause).DeadActor);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_08_a_parent_that_watches_is_told_after_the_name_is_free()
    {
        var log = new Probe(System);
        var actor = Start(new Script
        {
            OnPreStart = static self => self.Ctx.Stop(self.Ctx.Watch(self.Ctx.ActorOf(new Script().Props, "child"))),
            OnMessage = (self, message) => log.Ref.Tell((message is Terminated, self.Ctx.Child("child").IsNobody())),
        });

        await log.Expect((true, true));
        Assert.True(await actor.GracefulStop(Probe.Patience));
    }
}
