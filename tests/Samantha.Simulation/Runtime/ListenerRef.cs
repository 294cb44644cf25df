using Samantha.ActorRuntime.Cells;

namespace Samantha.Simulation.Runtime;

/// <summary>The address of somebody outside: what is told is heard at once, in the order of the telling.</summary>
internal sealed class ListenerRef(ActorSystemImpl system, Action<object> hear) : MinimalRef(system, system.NextTempPath())
{
    protected override void Receive(object message, IActorRef? sender) => hear(message);
}
