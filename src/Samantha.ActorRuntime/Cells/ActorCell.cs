#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.ActorRuntime.Cells;

/// <summary>
/// The life of one actor behind its ref: instance, behaviour, children, watches, failures. One thread at a time, by way of the
/// <see cref="Mailbox"/>; nothing here is locked. Parts: Messages, Life, Faults, Children, Watching.
/// </summary>
internal sealed partial class ActorCell : IActorContext
{
    [ThreadStatic]
    private static ActorCell? s_current;

    [ThreadStatic]
    private static ActorCell? s_constructing;

    private readonly Stack<Receive> _behaviours = new();
    private readonly IInternalRef _parent;
    private readonly LocalRef _self;

    public ActorCell(ActorSystemImpl system, LocalRef self, IInternalRef parent, Props props)
    {
        System = system;
        _self = self;
        _parent = parent;
        Props = props;
        Mailbox = new Mailbox(this, system.Dispatcher, system.Settings.Throughput);
    }

    /// <summary>The actor whose message this thread handles now; null on any other thread.</summary>
    public static ActorCell? Current => s_current;

    public Mailbox Mailbox { get; }

    public ActorSystemImpl System { get; }

    ActorSystem IActorContext.System => System;

    public TimeProvider Time => System.Time;

    public Props Props { get; }

    public IActorRef Self => _self;

    public IActorRef Parent => _parent;

    public IActorRef Sender => _current.Sender ?? System.DeadLetters;

    /// <summary>Called by the base constructor of every actor: which cell is it made for?</summary>
    /// <exception cref="ActorInitializationException">It is made with new.</exception>
    public static ActorCell ClaimForConstruction(Type actorType)
    {
        var cell = s_constructing ?? throw new ActorInitializationException(
            $"an actor of type [{actorType}] can not be made with new: use "
            + $"ActorOf(Props.Create(() => new {actorType.Name}(...)))");
        s_constructing = null;
        return cell;
    }

    /// <summary>Makes this the current cell of the thread; returns the one before.</summary>
    public ActorCell? Enter()
    {
        var outer = s_current;
        s_current = this;
        return outer;
    }

    public static void Leave(ActorCell? outer) => s_current = outer;

    public void Become(Receive receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        _behaviours.TryPop(out _);
        _behaviours.Push(receive);
    }

    public void BecomeStacked(Receive receive)
    {
        ArgumentNullException.ThrowIfNull(receive);
        _behaviours.Push(receive);
    }

    public void UnbecomeStacked()
    {
        if (_behaviours.Count > 1)
        {
            _behaviours.Pop();
        }
    }

    public ITimerScheduler CreateTimers() => _timers = new ActorTimers(_self);
}
