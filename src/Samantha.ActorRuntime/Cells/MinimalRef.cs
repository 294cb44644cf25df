#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.ActorRuntime.Cells;

/// <summary>Base of all refs here: identity is the object itself, the path is only a name.</summary>
internal abstract class MinimalRef(ActorSystemImpl system, ActorPath path) : IInternalRef
{
    public ActorPath Path { get; } = path;

    public ActorSystemImpl System { get; } = system;

    public void Tell(object message, IActorRef? sender)
    {
        ArgumentNullException.ThrowIfNull(message);
        Receive(message, sender);
    }

    public virtual void SendSystem(SystemMessage message)
    {
    }

    public bool Equals(IActorRef? other) => ReferenceEquals(this, other);

    public sealed override bool Equals(object? obj) => ReferenceEquals(this, obj);

    public sealed override int GetHashCode() => Path.Uid.GetHashCode() ^ Path.Name.GetHashCode(StringComparison.Ordinal);

    public int CompareTo(IActorRef? other) => other is null ? 1
        : Path.CompareTo(other.Path) is var byPath && byPath != 0 ? byPath
        : Path.Uid.CompareTo(other.Path.Uid);

    public int CompareTo(object? obj) => CompareTo(obj as IActorRef);

    public sealed override string ToString() => $"[{Path.ToStringWithUid()}]";

    protected abstract void Receive(object message, IActorRef? sender);
}
