namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// The ref of no actor: takes every message and forgets it. Ask with <see cref="ActorRefExtensions.IsNobody"/>.
/// </summary>
public sealed class Nobody : IActorRef
{
    private static readonly ActorPath NobodyPath = new(new ActorPath("all-systems"), "Nobody", 0);

    private Nobody()
    {
    }

    internal static Nobody Instance { get; } = new();

    public ActorPath Path => NobodyPath;

    public void Tell(object message, IActorRef sender) => ArgumentNullException.ThrowIfNull(message);

    public bool Equals(IActorRef other) => ReferenceEquals(this, other);

    public override bool Equals(object obj) => ReferenceEquals(this, obj);

    public override int GetHashCode() => NobodyPath.GetHashCode();

    public int CompareTo(IActorRef other) => Path.CompareTo(other?.Path);

    public int CompareTo(object obj) => CompareTo(obj as IActorRef);

    public override string ToString() => "Nobody";
}
