#if AKKA
using Akka.Event;
#else
using Samantha.ActorRuntime.Event;
#endif

namespace Samantha.ActorRuntime.Tests;

/// <summary>Guarantee 17: event stream.</summary>
public sealed class EventStreamTests : ActorTest
{
    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_17_subscribers_get_the_type_and_what_derives_from_it_once()
    {
        var probe = new Probe(System);
        Assert.True(System.EventStream.Subscribe(probe.Ref, typeof(Base)));
        Assert.True(System.EventStream.Subscribe(probe.Ref, typeof(Derived)));
        Assert.True(System.EventStream.Subscribe(probe.Ref, typeof(IMarked)));
        var derived = new Derived();
        var plain = new Base();

        System.EventStream.Publish(new Unrelated());
        System.EventStream.Publish(derived);
        System.EventStream.Publish(plain);

        await probe.Expect(derived, plain);
        await probe.ExpectNothingBefore("once each");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_17_unsubscribing_ends_the_events()
    {
        var probe = new Probe(System);
        System.EventStream.Subscribe(probe.Ref, typeof(Base));
        System.EventStream.Publish(new Base());
        await probe.Next<Base>();

        Assert.True(System.EventStream.Unsubscribe(probe.Ref));
        System.EventStream.Publish(new Base());

        await probe.ExpectNothingBefore("nothing more");
    }

    [Fact(Timeout = TimeLimitMs)]
    public async Task Guarantee_17_a_dead_subscriber_is_removed_by_itself()
    {
        var letters = new Probe(System);
        var dying = Start(new Script());
        System.EventStream.Subscribe(letters.Ref, typeof(DeadLetter));
        System.EventStream.Subscribe(dying, typeof(Base));
        Assert.True(await dying.GracefulStop(Probe.Patience));

        // A dead letter shows that it is still subscribed; in the end one is published that makes none.
        for (var attempt = 0; ; attempt++)
        {
            Assert.True(attempt < 1_000, "the dead subscriber is never removed");
            System.EventStream.Publish(new Base());
            letters.Ref.Tell("marker");
            if (await letters.Next() is "marker")
            {
                return;
            }

            await letters.Expect("marker");
            await Task.Delay(5);
        }
    }

    private interface IMarked;

    private record Base;

    private sealed record Derived : Base, IMarked;

    private sealed record Unrelated;
}
