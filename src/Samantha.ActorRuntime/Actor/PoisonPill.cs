using Samantha.ActorRuntime.Event;

namespace Samantha.ActorRuntime.Actor;

/// <summary>Stops the actor when its turn in the queue comes: what was told before is handled first.</summary>
public sealed class PoisonPill : IAutoReceivedMessage, IPossiblyHarmful, IDeadLetterSuppression
{
    private PoisonPill()
    {
    }

    public static PoisonPill Instance { get; } = new();

    public override string ToString() => "<PoisonPill>";
}
