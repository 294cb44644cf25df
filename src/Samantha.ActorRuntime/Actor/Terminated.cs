using Samantha.ActorRuntime.Event;

namespace Samantha.ActorRuntime.Actor;

/// <summary>A watched actor is gone; arrives after its PostStop. If nobody handles it, the watcher ends too.</summary>
public sealed class Terminated
    : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression, INoSerializationVerificationNeeded
{
    public Terminated(IActorRef actorRef, bool existenceConfirmed, bool addressTerminated)
    {
        ActorRef = actorRef;
        ExistenceConfirmed = existenceConfirmed;
        AddressTerminated = addressTerminated;
    }

    public IActorRef ActorRef { get; }

    /// <summary>False if it was dead already when it was watched.</summary>
    public bool ExistenceConfirmed { get; }

    /// <summary>Always false here: there are no other machines.</summary>
    public bool AddressTerminated { get; }

    public override string ToString() => $"<Terminated>: {ActorRef} - ExistenceConfirmed={ExistenceConfirmed}";
}
