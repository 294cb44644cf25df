namespace Samantha.ActorRuntime.Actor;

/// <summary>An actor with timers. The property is set before the constructor runs.</summary>
public interface IWithTimers
{
    ITimerScheduler Timers { get; set; }
}
