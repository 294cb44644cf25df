using System.Collections.Concurrent;
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Cells;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.ActorRuntime.Event;

/// <summary>
/// Publishes to whoever subscribed to the event's type, a base type or an interface of it; once per event and subscriber.
/// Publishing is
/// a plain Tell. A subscriber that ends is removed by itself. Safe to use from any thread.
/// </summary>
public class EventStream
{
    private readonly Lock _changing = new();
    private readonly SubscriberWatch _watch;
    private volatile Subscriptions _subscriptions = new([]);

    internal EventStream(ActorSystemImpl system) => _watch = new SubscriberWatch(system, this);

    /// <summary>False if the subscription existed already.</summary>
    public bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        lock (_changing)
        {
            var all = _subscriptions.All;
            if (Array.Exists(all, entry => entry.Channel == channel && entry.Subscriber.Equals(subscriber)))
            {
                return false;
            }

            _subscriptions = new Subscriptions([.. all, new Subscription(channel, subscriber)]);
        }

        (subscriber as IInternalRef)?.SendSystem(new Watch(_watch));
        return true;
    }

    /// <summary>False if there was no such subscription.</summary>
    public bool Unsubscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        return Remove(subscriber, entry => entry.Channel == channel);
    }

    /// <summary>Ends all subscriptions of one subscriber; false if there were none.</summary>
    public bool Unsubscribe(IActorRef subscriber) => Remove(subscriber, static _ => true);

    public void Publish(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        foreach (var subscriber in _subscriptions.For(@event.GetType()))
        {
            subscriber.Tell(@event, ActorRefs.NoSender);
        }
    }

    private bool Remove(IActorRef subscriber, Predicate<Subscription> matches)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        lock (_changing)
        {
            var all = _subscriptions.All;
            var kept = Array.FindAll(all, entry => !entry.Subscriber.Equals(subscriber) || !matches(entry));
            _subscriptions = new Subscriptions(kept);
            return kept.Length < all.Length;
        }
    }

    private readonly record struct Subscription(Type Channel, IActorRef Subscriber);

    /// <summary>
    /// An unchanging set of subscriptions, with the subscribers of each event type remembered once they were looked up.
    /// </summary>
    private sealed class Subscriptions(Subscription[] all)
    {
        private readonly ConcurrentDictionary<Type, IActorRef[]> _byEvent = new();

        public Subscription[] All => all;

        public IActorRef[] For(Type eventType) => _byEvent.GetOrAdd(eventType, Matching);

        private IActorRef[] Matching(Type eventType)
        {
            var matching = all.Where(entry => entry.Channel.IsAssignableFrom(eventType));
            return [.. matching.Select(static entry => entry.Subscriber).Distinct()];
        }
    }
}
