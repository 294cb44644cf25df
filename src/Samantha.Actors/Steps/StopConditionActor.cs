using Samantha.Chains.Sessions;

namespace Samantha.Actors.Steps;

/// <summary>
/// Decides after each step whether its session ends or goes on, and with which step. The decision itself is
/// <see cref="SessionDecisions"/>, a pure function; it has an actor of its own so that a slow rule never keeps the session from
/// its commands.
/// </summary>
public sealed class StopConditionActor : ReceiveActor
{
    public StopConditionActor() =>
        Receive<DecideNext>(ask => Sender.Tell(
            new NextDecided(SessionDecisions.Next(ask.State, ask.Plan, ask.Clock), ask.State.LastSequence)));

    public static Props For() => Props.Create(() => new StopConditionActor());
}
