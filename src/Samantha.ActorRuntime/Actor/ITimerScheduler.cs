namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// Timers of one actor instance, by key. A cancelled or replaced timer is never received, even if its message was queued already.
/// All end with the instance. Use it on the actor's own thread only.
/// </summary>
public interface ITimerScheduler
{
    void StartPeriodicTimer(object key, object msg, TimeSpan interval);

    void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval);

    void StartSingleTimer(object key, object msg, TimeSpan timeout);

    bool IsTimerActive(object key);

    void Cancel(object key);

    void CancelAll();
}
