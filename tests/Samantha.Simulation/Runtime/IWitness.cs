namespace Samantha.Simulation.Runtime;

/// <summary>Sees every message when it is sent and when an actor takes it, and changes nothing.</summary>
internal interface IWitness
{
    void Sent(IActorRef receiver, object message);

    void Taken(IActorRef actor, object message);
}
