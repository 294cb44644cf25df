using Samantha.ActorRuntime.Cells;

namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// Asking: one message, the first reply as a task. Without a timeout it waits for ever (unless configured); zero or less is for
/// ever
/// too. <see cref="Status.Failure"/> throws its cause; a reply of another type throws <see cref="ArgumentException"/>.
/// </summary>
public static class Futures
{
    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<object>(message, timeout, CancellationToken.None);

    public static Task<object> Ask(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<object>(message, null, cancellationToken);

    public static Task<object> Ask(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken) =>
        self.Ask<object>(message, timeout, cancellationToken);

    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout = null) =>
        self.Ask<T>(message, timeout, CancellationToken.None);

    public static Task<T> Ask<T>(this ICanTell self, object message, CancellationToken cancellationToken) =>
        self.Ask<T>(message, null, cancellationToken);

    /// <exception cref="AskTimeoutException">No reply came in time.</exception>
    public static Task<T> Ask<T>(this ICanTell self, object message, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        return self.Ask<T>(_ => message, timeout, cancellationToken);
    }

    /// <param name="self">Whom to ask.</param>
    /// <param name="messageFactory">Makes the message from the ref that takes the reply.</param>
    /// <param name="timeout">Null is the configured <c>akka.actor.ask-timeout</c>.</param>
    /// <param name="cancellationToken">Ends the waiting with <see cref="TaskCanceledException"/>.</param>
    public static Task<T> Ask<T>(
        this ICanTell self, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(self);
        ArgumentNullException.ThrowIfNull(messageFactory);
        return AskPromise<T>.Ask(self, messageFactory, timeout, cancellationToken);
    }
}
