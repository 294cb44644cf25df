using System.Collections.Immutable;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Actors.Steps;

/// <summary>
/// Decides after each step whether its session ends or goes on, and with which step. The decision itself is
/// <see cref="SessionDecisions"/>, a pure function; it has an actor of its own so that a slow rule, or a disk that is slow to be
/// measured, never keeps the session from its commands.
/// </summary>
public sealed class StopConditionActor : ReceiveActor
{
    private readonly SessionDisk _disk;

    public StopConditionActor(SessionDisk disk)
    {
        _disk = disk;
        Receive<DecideNext>(ask => Sender.Tell(Decide(ask)));
    }

    public static Props For(SessionDisk disk) => Props.Create(() => new StopConditionActor(disk));

    private NextDecided Decide(DecideNext ask)
    {
        SessionState state = ask.State;
        StopClock clock = state.Chain is { } chain && Budgets.MeasuresDisk(chain.Stop)
            ? ask.Clock with { Disk = _disk.Measure(state.ProducedBytes) }
            : ask.Clock;
        ImmutableArray<BudgetUse> uses = Budgets.Of(state, clock);
        return new NextDecided(SessionDecisions.Next(state, ask.Plan, clock), state.LastSequence, uses, clock.Disk);
    }
}
