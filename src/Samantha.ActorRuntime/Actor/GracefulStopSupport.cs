using Samantha.ActorRuntime.Cells;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.ActorRuntime.Actor;

/// <summary>Stopping an actor and waiting for its end.</summary>
public static class GracefulStopSupport
{
    /// <summary>Sends <see cref="PoisonPill"/>; true after the actor's PostStop, false if it did not come in time.</summary>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) =>
        target.GracefulStop(timeout, PoisonPill.Instance);

    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        if (target is not IInternalRef subject)
        {
            return true;
        }

        var watcher = new TerminationPromise(subject);
        target.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            await watcher.Terminated.WaitAsync(timeout).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            watcher.GiveUp();
            return false;
        }
    }
}
