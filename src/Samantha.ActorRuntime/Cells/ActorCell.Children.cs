#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;
using Samantha.ActorRuntime.Event;

namespace Samantha.ActorRuntime.Cells;

/// <summary>The children: making, stopping, supervising, and waiting for their end.</summary>
internal sealed partial class ActorCell
{
    private readonly ChildRegistry _children = new();
    private SupervisorStrategy? _strategy;

    public IActorRef ActorOf(Props props, string? name = null)
    {
        ArgumentNullException.ThrowIfNull(props);
        if (name is not null && !ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException(
                $"[{name}] is not a name for an actor: it may not be empty or start with '$', and may have "
                + $"ASCII letters and digits and {ActorPath.ValidSymbols}");
        }

        var child = _children.Add(
            name, key => new LocalRef(System, new ActorPath(_self.Path, key, System.NextUid()), _self, props));
        child.Start();
        return child;
    }

    public IActorRef Child(string name) => _children.Find(name)?.Ref ?? (IActorRef)ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => [.. _children.All().Select(static child => child.Ref)];

    public void Stop(IActorRef child)
    {
        ArgumentNullException.ThrowIfNull(child);
        if (_children.Find(child) is { } entry)
        {
            entry.Dying = true;
        }

        (child as IInternalRef)?.SendSystem(new Terminate());
    }

    /// <summary>The children that were not told to stop.</summary>
    public ChildEntry[] LiveChildren() => Array.FindAll(_children.All(), static child => !child.Dying);

    public static void ResumeChild(ChildEntry child, Exception cause) => child.Ref.SendSystem(new Resume(cause));

    public static void RestartChild(ChildEntry child, Exception cause, bool suspendFirst)
    {
        if (suspendFirst)
        {
            child.Ref.SendSystem(new Suspend());
        }

        child.Ref.SendSystem(new Recreate(cause));
    }

    private void OnChildFailed(Failed failed)
    {
        if (_children.Find(failed.Child) is not { } child)
        {
            return;
        }

        if (IsStopping || child.Dying)
        {
            System.EventStream.Publish(new Error(failed.Cause, failed.Child.Path.ToString(), Props.Type, failed.Cause.Message));
            return;
        }

        _strategy ??= Props.SupervisorStrategy ?? _actor?.GetSupervisorStrategy() ?? SupervisorStrategy.DefaultStrategy;
        if (!_strategy.HandleFailure(this, child, failed.Cause))
        {
            Fail(failed.Cause, perpetrator: child.Ref);
        }
    }

    /// <summary>After a child is gone: is that what this actor waited for?</summary>
    private void ContinueIfChildrenAreGone()
    {
        if (_phase == Phase.Running || _children.AnyDying)
        {
            return;
        }

        switch (_phase)
        {
            case Phase.AwaitingChildrenToStop:
                FinishStop();
                break;
            case Phase.AwaitingChildrenToRecreate:
                FinishRecreate();
                break;
            case Phase.AwaitingChildrenToCreate:
                FinishCreateAgain();
                break;
        }
    }

    private void StopAllChildren()
    {
        foreach (var child in _children.All())
        {
            Stop(child.Ref);
        }
    }

    private void TellChildren(SystemMessage message, LocalRef? except)
    {
        foreach (var child in _children.All())
        {
            if (!ReferenceEquals(child.Ref, except))
            {
                child.Ref.SendSystem(message);
            }
        }
    }
}
