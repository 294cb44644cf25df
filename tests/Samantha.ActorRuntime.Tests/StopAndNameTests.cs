#if AKKA
using Akka.Event;
#else
using Samantha.ActorRuntime.Event;
#endif

namespace Samantha.ActorRuntime.Tests;

/// <summary>Guarantees 6, 7 and 9: stopping, names, dead letters.</summary>
public sealed class StopAndNameTests : ActorTest
{
    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_06_the_running_message_ends_and_queued_ones_become_dead_letters()
    {
        var log = new Probe(System);
        var dead = new Probe(System);
        System.EventStream.Subscribe(dead.Ref, typeof(DeadLetter));
        using var gate = new ManualResetEventSlim();
        var actor = Start(new Script
        {
            OnMessage = (self, message) =>
            {
                self.Ctx.Stop(self.Me);
                gate.Wait(Probe.Patience);
                log.Ref.Tell($"{message} through");
            },
            OnPostStop = _ => log.Ref.Tell("PostStop"),
        });

        actor.Tell("running", log.Ref);
        actor.Tell("queued", log.Ref);
        gate.Set();

        await log.Expect("running through", "PostStop");
        var letter = await dead.Next<DeadLetter>();
        Assert.Equal(("queued", log.Ref, actor), (letter.Message, letter.Sender, letter.Recipient));
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_06_children_stop_first()
    {
        var log = new Probe(System);
        var grandchild = new Script { OnPostStop = _ => log.Ref.Tell("grandchild") };
        var child = new Script
        {
            OnPreStart = self => self.Ctx.ActorOf(grandchild.Props),
            OnPostStop = _ => log.Ref.Tell("child"),
        };
        var actor = Start(new Script
        {
            OnPreStart = self =>
            {
                self.Ctx.ActorOf(child.Props);
                log.Ref.Tell("ready");
            },
            OnPostStop = _ => log.Ref.Tell("parent"),
        });
        await log.Expect("ready");

        System.Stop(actor);

        await log.Expect("grandchild", "child", "parent");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_06_poison_pill_keeps_its_place_in_the_queue()
    {
        var log = new Probe(System);
        var dead = new Probe(System);
        System.EventStream.Subscribe(dead.Ref, typeof(DeadLetter));
        var actor = Start(new Script
        {
            OnMessage = (_, message) => log.Ref.Tell(message),
            OnPostStop = _ => log.Ref.Tell("PostStop"),
        });

        actor.Tell("before");
        actor.Tell(PoisonPill.Instance);
        actor.Tell("after");

        await log.Expect("before", "PostStop");
        Assert.Equal("after", (await dead.Next<DeadLetter>()).Message);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_06_kill_fails_the_actor_with_ActorKilledException()
    {
        var log = new Probe(System);
        var parent = Start(new Script
        {
            Strategy = new OneForOneStrategy(cause =>
            {
                log.Ref.Tell(cause.GetType());
                return Directive.Stop;
            }),
            OnMessage = (self, _) => self.Ctx.ActorOf(new Script().Props).Tell(Kill.Instance),
        });

        parent.Tell("go");

        await log.Expect(typeof(ActorKilledException));
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_06_a_throwing_PostStop_is_published_and_does_not_stop_the_stop()
    {
        var log = new Probe(System);
        var errors = new Probe(System);
        System.EventStream.Subscribe(errors.Ref, typeof(Error));
        var actor = Start(new Script { OnPostStop = _ => throw new DeliberateException("PostStop") });
        await log.Watch(actor);

        actor.Tell(PoisonPill.Instance);

        await log.Next<Terminated>();
        await errors.Fish<Error>(static error => error.Cause is DeliberateException);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_06_GracefulStop_is_true_after_PostStop_and_false_when_time_is_up()
    {
        var stopped = false;
        using var gate = new ManualResetEventSlim();
        var quick = Start(new Script { OnPostStop = _ => stopped = true });
        var stuck = Start(new Script { OnMessage = (_, _) => gate.Wait(Probe.Patience) });

        Assert.True(await quick.GracefulStop(Probe.Patience));
        Assert.True(stopped);
        stuck.Tell("block");
        Assert.False(await stuck.GracefulStop(TimeSpan.FromMilliseconds(50)));
        gate.Set();
        Assert.True(await stuck.GracefulStop(Probe.Patience));
        Assert.True(await stuck.GracefulStop(Probe.Patience));
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_07_a_taken_name_throws_at_the_creator_and_is_free_once_Terminated_is_handled()
    {
        var log = new Probe(System);
        using var gate = new ManualResetEventSlim();
        var slow = new Script { OnPostStop = _ => gate.Wait(Probe.Patience) };
        var actor = Start(new Script
        {
            OnMessage = (self, message) =>
            {
                switch (message)
                {
                    case "make":
                        self.Ctx.Watch(self.Ctx.ActorOf(slow.Props, "name"));
                        Assert.Throws<InvalidActorNameException>(() => self.Ctx.ActorOf(slow.Props, "name"));
                        self.Ctx.Stop(self.Ctx.Child("name"));
                        Assert.Throws<InvalidActorNameException>(() => self.Ctx.ActorOf(slow.Props, "name"));
                        log.Ref.Tell("taken");
                        break;
                    case Terminated:
                        self.Ctx.ActorOf(slow.Props, "name");
                        log.Ref.Tell("free");
                        break;
                }
            },
        });

        actor.Tell("make");
        await log.Expect("taken");
        gate.Set();
        await log.Expect("free");
    }

    [Theory]
    [InlineData("")]
    [InlineData("$mine")]
    [InlineData("with space")]
    [InlineData("slash/ed")]
    [InlineData("ümlaut")]
    public void Guarantee_07_names_that_are_not_allowed_throw(string name) =>
        Assert.Throws<InvalidActorNameException>(() => Start(new Script(), name));

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_07_paths_generated_names_and_identity()
    {
        var named = Start(new Script(), "p-1_x");
        Assert.Equal("akka://test/user/p-1_x", named.Path.ToString());
        Assert.Equal("p-1_x", named.Path.Name);
        Assert.StartsWith("$", Start(new Script()).Path.Name, StringComparison.Ordinal);
        Assert.Equal(named.Path, named.Path);

        Assert.True(await named.GracefulStop(Probe.Patience));
        IActorRef? again = null;
        while (again is null)
        {
            try
            {
                again = Start(new Script(), "p-1_x");
            }
            catch (InvalidActorNameException)
            {
                // The guardian is told about the end at about the same time as GracefulStop.
                await Task.Yield();
            }
        }

        Assert.Equal(named.Path, again.Path);
        Assert.NotEqual(named, again);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_07_the_child_of_no_name_is_nobody()
    {
        var log = new Probe(System);
        Start(new Script { OnMessage = (self, _) => log.Ref.Tell(self.Ctx.Child("none").IsNobody()) }).Tell("go");

        await log.Expect(true);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_09_messages_to_a_dead_actor_are_dead_letters_and_suppressed_ones_apart()
    {
        var letters = new Probe(System);
        System.EventStream.Subscribe(letters.Ref, typeof(AllDeadLetters));
        var dead = Start(new Script());
        Assert.True(await dead.GracefulStop(Probe.Patience));

        dead.Tell("late", letters.Ref);
        dead.Tell(PoisonPill.Instance);

        var letter = await letters.Fish<DeadLetter>(static letter => letter.Message is "late");
        Assert.Equal(letters.Ref, letter.Sender);
        await letters.Fish<SuppressedDeadLetter>(static letter => letter.Message is PoisonPill);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_09_a_dead_subscriber_of_dead_letters_does_not_make_more_of_them()
    {
        var live = new Probe(System);
        var dying = Start(new Script());
        System.EventStream.Subscribe(live.Ref, typeof(DeadLetter));
        System.EventStream.Subscribe(dying, typeof(DeadLetter));
        var target = Start(new Script());
        Assert.True(await dying.GracefulStop(Probe.Patience));
        Assert.True(await target.GracefulStop(Probe.Patience));

        target.Tell("one");

        Assert.Equal("one", (await live.Next<DeadLetter>()).Message);
        await live.ExpectNothingBefore("only one");
    }
}
