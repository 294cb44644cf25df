namespace Samantha.ActorRuntime.Actor;

/// <summary>Calling off what may not exist.</summary>
public static class CancelableExtensions
{
    public static void CancelIfNotNull(this ICancelable cancelable) => cancelable?.Cancel();
}
