#nullable enable
using Samantha.ActorRuntime.Actor;

namespace Samantha.ActorRuntime.Cells;

/// <summary>The parent of all top-level actors, <c>/user</c>. It has children and nothing else.</summary>
internal sealed class GuardianActor : ActorBase
{
    protected override bool Receive(object message)
    {
        if (message is not StopChild stop)
        {
            return false;
        }

        Context.Stop(stop.Child);
        return true;
    }

    /// <summary>Stop a top-level actor.</summary>
    internal sealed record StopChild(IActorRef Child);
}
