namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// The handle of one incarnation of an actor. Telling it never blocks and never fails because the actor is slow or dead.
/// </summary>
public interface IActorRef : ICanTell, IEquatable<IActorRef>, IComparable<IActorRef>, IComparable
{
    ActorPath Path { get; }
}
