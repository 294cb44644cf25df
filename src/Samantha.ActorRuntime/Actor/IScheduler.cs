namespace Samantha.ActorRuntime.Actor;

/// <summary>The scheduler of a system. After the system ended, scheduling throws <see cref="SchedulerException"/>.</summary>
public interface IScheduler : ITellScheduler
{
}
