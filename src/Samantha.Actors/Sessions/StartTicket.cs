namespace Samantha.Actors.Sessions;

/// <summary>
/// Who waits for the answer to a start, and whether it was given. It outlives a restart of the session's actor, so that the answer is
/// given once, whatever happens before.
/// </summary>
public sealed class StartTicket(IActorRef starter)
{
    private IActorRef? _starter = starter;

    internal void Answer(StartAnswer answer)
    {
        _starter?.Tell(answer);
        _starter = null;
    }
}
