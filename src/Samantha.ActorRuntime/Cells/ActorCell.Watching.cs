#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.ActorRuntime.Cells;

/// <summary>Death watch, both sides: whom this actor watches, and who watches it.</summary>
internal sealed partial class ActorCell
{
    private readonly HashSet<IInternalRef> _watchedBy = [];

    /// <summary>Watched actors, with the message to deliver instead of Terminated, or null.</summary>
    private readonly Dictionary<IActorRef, object?> _watching = [];

    /// <summary>
    /// Terminated is in the mailbox for these. What is not here any more when its turn comes was unwatched, and is dropped.
    /// </summary>
    private readonly Dictionary<IActorRef, object?> _terminatedQueued = [];

    public IActorRef Watch(IActorRef subject) => StartWatching(subject, message: null);

    public IActorRef WatchWith(IActorRef subject, object message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return StartWatching(subject, message);
    }

    public IActorRef Unwatch(IActorRef subject)
    {
        ArgumentNullException.ThrowIfNull(subject);
        _terminatedQueued.Remove(subject);
        if (_watching.Remove(subject))
        {
            ((IInternalRef)subject).SendSystem(new Unwatch(_self));
        }

        return subject;
    }

    /// <summary>A stashed Terminated comes back: it counts as queued again.</summary>
    public void RequeueTerminated(Terminated terminated) => _terminatedQueued.TryAdd(terminated.ActorRef, null);

    private IActorRef StartWatching(IActorRef subject, object? message)
    {
        ArgumentNullException.ThrowIfNull(subject);
        if (subject is IInternalRef watched && !subject.Equals(_self) && _watching.TryAdd(subject, message))
        {
            watched.SendSystem(new Watch(_self));
        }

        return subject;
    }

    private void OnActorDied(ActorDied died)
    {
        var wasChild = _children.Remove(died.Subject);
        if (_watching.Remove(died.Subject, out var message) && !IsStopping)
        {
            _terminatedQueued[died.Subject] = message;
            _self.Tell(new Terminated(died.Subject, died.ExistenceConfirmed, addressTerminated: false), died.Subject);
        }

        if (wasChild)
        {
            _perpetrators.Remove(died.Subject);
            ContinueIfChildrenAreGone();
        }
    }

    private void HandleTerminated(Terminated terminated)
    {
        if (!_terminatedQueued.Remove(terminated.ActorRef, out var message))
        {
            return;
        }

        if (message is null)
        {
            Deliver(terminated);
            return;
        }

        _current = new Envelope(message, terminated.ActorRef);
        Deliver(message);
    }

    private void TellWatchersOfTheEnd()
    {
        var end = new ActorDied(_self, ExistenceConfirmed: true);
        _parent.SendSystem(end);
        _watchedBy.Remove(_parent);
        foreach (var watcher in _watchedBy)
        {
            watcher.SendSystem(end);
        }

        _watchedBy.Clear();
        foreach (var watched in _watching.Keys)
        {
            ((IInternalRef)watched).SendSystem(new Unwatch(_self));
        }

        _watching.Clear();
        _terminatedQueued.Clear();
    }
}
