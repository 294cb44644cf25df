namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// Makes the actor fail with <see cref="ActorKilledException"/>, so that its supervisor decides; by default it is stopped.
/// </summary>
public sealed class Kill : IAutoReceivedMessage
{
    private Kill()
    {
    }

    public static Kill Instance { get; } = new();

    public override string ToString() => "<Kill>";
}
