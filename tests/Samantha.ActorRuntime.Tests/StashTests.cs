#if AKKA
using Akka.Event;
#else
using Samantha.ActorRuntime.Event;
#endif

namespace Samantha.ActorRuntime.Tests;

/// <summary>Guarantee 11: stash.</summary>
public sealed class StashTests : ActorTest
{
    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_11_UnstashAll_puts_all_back_in_front_in_order_with_their_senders()
    {
        var log = new Probe(System);
        using var gate = new ManualResetEventSlim();
        var actor = StartStashing<UnboundedStasher>(log, gate);

        foreach (var message in (string[])["stash 1", "stash 2", "unstash", "plain"])
        {
            actor.Tell(message, log.Ref);
        }

        gate.Set();

        await log.Expect("stash 1", "stash 2", "plain");
        Assert.Equal(actor, log.LastSender);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_11_the_stash_is_null_in_the_constructor()
    {
        var log = new Probe(System);
        using var gate = new ManualResetEventSlim(initialState: true);
        StartStashing<UnboundedStasher>(log, gate).Tell("was null");

        await log.Expect(true);
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_11_stashing_one_delivery_twice_throws()
    {
        var log = new Probe(System);
        using var gate = new ManualResetEventSlim(initialState: true);
        StartStashing<UnboundedStasher>(log, gate).Tell("twice");

        await log.Expect(typeof(IllegalActorStateException));
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_11_IWithStash_obeys_its_capacity_and_the_unbounded_one_does_not()
    {
        var log = new Probe(System);
        using var gate = new ManualResetEventSlim(initialState: true);
        var bounded = StartStashing<BoundedStasher>(log, gate, static props => props.WithStashCapacity(2));
        var unbounded = StartStashing<UnboundedStasher>(log, gate, static props => props.WithStashCapacity(2));

        foreach (var actor in (IActorRef[])[bounded, unbounded])
        {
            for (var number = 1; number <= 3; number++)
            {
                actor.Tell($"stash {number}");
            }

            actor.Tell("report");
        }

        var reports = new[] { await log.Next(), await log.Next(), await log.Next() };
        Assert.Equal(1, reports.Count(static report => report is Type type && type == typeof(StashOverflowException)));
        Assert.Equal(2, reports.Count(static report => report is "reported"));
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_11_on_restart_the_stash_comes_back_and_on_stop_it_goes_to_dead_letters()
    {
        var log = new Probe(System);
        using var gate = new ManualResetEventSlim(initialState: true);
        var actor = StartStashing<UnboundedStasher>(log, gate);

        actor.Tell("stash across");
        actor.Tell("fail");
        actor.Tell("unstash");
        await log.Expect("stash across");

        var letters = new Probe(System);
        System.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        var stopping = StartStashing<UnboundedStasher>(log, gate);
        stopping.Tell("stash for ever");
        stopping.Tell(PoisonPill.Instance);
        await letters.Fish<DeadLetter>(static letter => letter.Message is "stash for ever");
    }

    private IActorRef StartStashing<T>(Probe log, ManualResetEventSlim gate, Func<Props, Props>? change = null)
        where T : Stasher
    {
        var props = Props.Create<T>(log.Ref, gate);
        return System.ActorOf(change is null ? props : change(props));
    }

    private abstract class Stasher(IActorRef log, ManualResetEventSlim gate) : UntypedActor, IActorStash
    {
        private bool _unstashing;

        public IStash Stash { get; set; } = null!;

        protected bool WasNullInConstructor { get; init; }

        protected override void OnReceive(object message)
        {
            gate.Wait(Probe.Patience);
            switch (message)
            {
                case "unstash":
                    _unstashing = true;
                    Stash.UnstashAll();
                    break;
                case "twice":
                    Stash.Stash();
                    Report(() => Stash.Stash());
                    break;
                case "was null":
                    log.Tell(WasNullInConstructor);
                    break;
                case "fail":
                    throw new DeliberateException("fail");
                case "report":
                    log.Tell("reported");
                    break;
                case string text when text.StartsWith("stash", StringComparison.Ordinal) && !_unstashing:
                    Report(() => Stash.Stash());
                    break;
                default:
                    log.Tell(message);
                    break;
            }
        }

        private void Report(Action action)
        {
            try
            {
                action();
            }
            catch (Exception cause)
            {
                log.Tell(cause.GetType());
            }
        }
    }

    private sealed class UnboundedStasher : Stasher, IWithUnboundedStash
    {
        public UnboundedStasher(IActorRef log, ManualResetEventSlim gate)
            : base(log, gate) => WasNullInConstructor = Stash is null;
    }

    private sealed class BoundedStasher(IActorRef log, ManualResetEventSlim gate) : Stasher(log, gate), IWithStash;
}
