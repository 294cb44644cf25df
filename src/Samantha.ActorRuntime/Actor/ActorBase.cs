using Samantha.ActorRuntime.Cells;
using Samantha.ActorRuntime.Event;

namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// The class that every actor derives from: its messages one at a time, its life-cycle hooks, its behaviour. It must be made by
/// <c>ActorOf</c>, never by <c>new</c>, and must not be touched from another thread; others know it by its ref only.
/// </summary>
public abstract class ActorBase
{
    private readonly ActorCell _cell;

    protected ActorBase()
    {
        _cell = ActorCell.ClaimForConstruction(GetType());
        _cell.Become(Receive);
        if (this is IWithTimers withTimers)
        {
            withTimers.Timers = _cell.CreateTimers();
        }
    }

    /// <exception cref="NotSupportedException">Read outside the actor's own thread: in a task, a timer callback or after an
    /// await.</exception>
    protected static IActorContext Context => ActorCell.Current ?? throw NoContext();

    /// <exception cref="NotSupportedException">As for <see cref="Context"/>.</exception>
    protected IActorRef Self => OwnCell.Self;

    /// <summary>Who sent the message that is being handled; the dead-letters ref if nobody did.</summary>
    protected IActorRef Sender => OwnCell.Sender;

    private ActorCell OwnCell => ReferenceEquals(ActorCell.Current, _cell) ? _cell : throw NoContext();

    public virtual void AroundPreStart() => PreStart();

    public virtual void AroundPostStop() => PostStop();

    public virtual void AroundPreRestart(Exception cause, object message) => PreRestart(cause, message);

    public virtual void AroundPostRestart(Exception cause, object message) => PostRestart(cause);

    internal SupervisorStrategy GetSupervisorStrategy() => SupervisorStrategy();

    protected internal virtual bool AroundReceive(Receive receive, object message)
    {
        if (receive(message))
        {
            return true;
        }

        Unhandled(message);
        return false;
    }

    protected abstract bool Receive(object message);

    /// <summary>Publishes <see cref="UnhandledMessage"/>; an unhandled <see cref="Terminated"/> ends this actor too.</summary>
    protected virtual void Unhandled(object message)
    {
        if (message is Terminated terminated)
        {
            throw new DeathPactException(terminated.ActorRef);
        }

        Context.System.EventStream.Publish(new UnhandledMessage(message, Sender, Self));
    }

    protected virtual void PreStart()
    {
    }

    protected virtual void PostStop()
    {
    }

    /// <summary>Runs on the old instance. By default stops all children and calls <see cref="PostStop"/>.</summary>
    /// <param name="reason">Why it is restarted.</param>
    /// <param name="message">The message that failed, which is lost; null if none was being handled.</param>
    protected virtual void PreRestart(Exception reason, object message)
    {
        foreach (var child in Context.GetChildren())
        {
            Context.Unwatch(child);
            Context.Stop(child);
        }

        PostStop();
    }

    /// <summary>Runs on the new instance. By default calls <see cref="PreStart"/>.</summary>
    protected virtual void PostRestart(Exception reason) => PreStart();

    protected virtual SupervisorStrategy SupervisorStrategy() => Actor.SupervisorStrategy.DefaultStrategy;

    protected void Become(Receive receive) => _cell.Become(receive);

    protected void BecomeStacked(Receive receive) => _cell.BecomeStacked(receive);

    protected void UnbecomeStacked() => _cell.UnbecomeStacked();

    protected void SetReceiveTimeout(TimeSpan? timeout) => _cell.SetReceiveTimeout(timeout);

    private static NotSupportedException NoContext() => new(
        "there is no actor context on this thread: it exists only while the actor handles a message. Capture Self or Sender in a "
        + "local variable first, and bring results back with PipeTo");
}
