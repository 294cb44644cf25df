namespace Samantha.ActorRuntime.Actor;

/// <summary>The scheduler has ended.</summary>
public sealed class SchedulerException : AkkaException
{
    public SchedulerException(string message)
        : base(message)
    {
    }
}
