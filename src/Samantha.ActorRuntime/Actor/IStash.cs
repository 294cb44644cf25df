namespace Samantha.ActorRuntime.Actor;

/// <summary>Messages put aside for later. Use it on the actor's own thread only.</summary>
public interface IStash
{
    int Count { get; }

    bool IsEmpty { get; }

    bool NonEmpty { get; }

    bool IsFull { get; }

    /// <summary>Most messages it holds; -1 if unbounded.</summary>
    int Capacity { get; }

    /// <summary>Puts the message that is being handled aside, with its sender.</summary>
    /// <exception cref="StashOverflowException">The stash is full.</exception>
    /// <exception cref="IllegalActorStateException">This delivery of the message is stashed already.</exception>
    void Stash();

    /// <summary>Puts the oldest message back in front of the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all messages back in front of the mailbox, in the order in which they were stashed.</summary>
    void UnstashAll();
}
