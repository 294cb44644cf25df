#if AKKA
using Akka.Event;
#else
using Samantha.ActorRuntime.Event;
#endif

namespace Samantha.ActorRuntime.Tests;

/// <summary>Guarantees 15 and 16: behaviours, matching, props.</summary>
public sealed class BehaviourAndPropsTests : ActorTest
{
    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_15_become_replaces_the_top_and_stacked_ones_push_and_pop()
    {
        var probe = new Probe(System);
        var actor = System.ActorOf<Switching>();

        async Task Expect(string message, string answer)
        {
            actor.Tell(message, probe.Ref);
            await probe.Expect(answer);
        }

        await Expect("unbecome", "base unbecome");
        await Expect("stack", "base stack");
        await Expect("x", "stacked x");
        await Expect("replace", "stacked replace");
        await Expect("x", "replaced x");
        await Expect("unbecome", "replaced unbecome");
        await Expect("x", "base x");
        await Expect("stack", "base stack");
        actor.Tell("fail");
        await Expect("x", "base x");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_15_handlers_are_tried_in_order_and_false_falls_through()
    {
        var probe = new Probe(System);
        var actor = System.ActorOf<Matching>();

        actor.Tell(-1, probe.Ref);
        actor.Tell(0, probe.Ref);
        actor.Tell(1, probe.Ref);
        actor.Tell("text", probe.Ref);
        actor.Tell(2.5, probe.Ref);
        actor.Tell('c', probe.Ref);

        await probe.Expect("negative", "zero", "number", "comparable before text", "any 2.5", "any c");
    }

    [Theory]
    [InlineData(typeof(AfterAny))]
    [InlineData(typeof(AfterObject))]
    [InlineData(typeof(InHandler))]
    public async Task Guarantee_15_registering_too_late_throws_InvalidOperationException(Type type)
    {
        var errors = new Probe(System);
        System.EventStream.Subscribe(errors.Ref, typeof(Error));

        System.ActorOf(Props.Create(type)).Tell("go");

        await errors.Fish<Error>(static error => (error.Cause.InnerException ?? error.Cause) is InvalidOperationException);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_15_what_no_handler_takes_is_unhandled()
    {
        var probe = new Probe(System);
        System.EventStream.Subscribe(probe.Ref, typeof(UnhandledMessage));

        System.ActorOf<OnlyInts>().Tell("text");

        Assert.Equal("text", (await probe.Next<UnhandledMessage>()).Message);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_16_arguments_are_evaluated_once_and_given_to_every_instance()
    {
        var evaluations = 0;
        object Evaluate()
        {
            evaluations++;
            return new object();
        }

        Func<object> evaluate = Evaluate;
        var probe = new Probe(System);
        var actor = System.ActorOf(Props.Create(() => new Holding(evaluate())));
        actor.Tell("report", probe.Ref);
        actor.Tell("fail");
        actor.Tell("report", probe.Ref);

        var first = await probe.Next();
        Assert.Same(first, await probe.Next());
        Assert.Equal(1, evaluations);
    }

    [Fact]
    public void Guarantee_16_only_a_plain_new_is_allowed() =>
        Assert.ThrowsAny<Exception>(() => Props.Create(() => MakeHolding()));

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_16_a_wrong_constructor_does_not_throw_at_ActorOf()
    {
        var probe = new Probe(System);
        var errors = new Probe(System);
        System.EventStream.Subscribe(errors.Ref, typeof(Error));

        var actor = System.ActorOf(Props.Create<Holding>("too", "many", "arguments"));

        await probe.Watch(actor);
        await probe.Next<Terminated>();
        await errors.Fish<Error>(static error => error.Cause is ActorInitializationException);
    }

    [Fact]
    public void Guarantee_16_new_outside_an_actor_system_throws() =>
        Assert.Throws<ActorInitializationException>(static () => new Holding(new object()));

    private static Holding MakeHolding() => new(new object());

    private sealed class Switching : ReceiveActor
    {
        public Switching() => Named("base");

        private void Named(string name)
        {
            Receive<string>(message =>
            {
                if (message != "fail")
                {
                    Sender.Tell($"{name} {message}");
                }

                switch (message)
                {
                    case "stack":
                        BecomeStacked(() => Named("stacked"));
                        break;
                    case "replace":
                        Become(() => Named("replaced"));
                        break;
                    case "unbecome":
                        UnbecomeStacked();
                        break;
                    case "fail":
                        throw new DeliberateException("fail");
                }
            });
        }
    }

    private sealed class Matching : ReceiveActor
    {
        public Matching()
        {
            Receive<int>(_ => Sender.Tell("negative"), static number => number < 0);
            Receive<int>(number =>
            {
                if (number != 0)
                {
                    return false;
                }

                Sender.Tell("zero");
                return true;
            });
            Receive(typeof(int), _ => Sender.Tell("number"));
            Receive<IComparable<string>>(_ => Sender.Tell("comparable before text"));
            Receive<string>(_ => Sender.Tell("never"));
            ReceiveAny(message => Sender.Tell(FormattableString.Invariant($"any {message}")));
        }
    }

    private sealed class AfterAny : ReceiveActor
    {
        public AfterAny()
        {
            ReceiveAny(static _ => { });
            Receive<int>(static _ => { });
        }
    }

    private sealed class AfterObject : ReceiveActor
    {
        public AfterObject()
        {
            Receive<object>(static _ => { });
            Receive<int>(static _ => { });
        }
    }

    private sealed class InHandler : ReceiveActor
    {
        public InHandler() => Receive<string>(_ => Receive<int>(static _ => { }));
    }

    private sealed class OnlyInts : ReceiveActor
    {
        public OnlyInts() => Receive<int>(static _ => { });
    }

    private sealed class Holding(object held) : UntypedActor
    {
        protected override void OnReceive(object message)
        {
            if (message is "fail")
            {
                throw new DeliberateException("fail");
            }

            Sender.Tell(held);
        }
    }
}
