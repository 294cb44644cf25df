namespace Samantha.ActorRuntime.Actor;

/// <summary>The two refs that stand for nobody.</summary>
public static class ActorRefs
{
    /// <summary>A ref that swallows everything.</summary>
    public static readonly Nobody Nobody = Nobody.Instance;

    /// <summary>Null: an actor then reads the dead-letters ref as its Sender.</summary>
    public static readonly IActorRef NoSender;
}
