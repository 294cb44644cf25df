namespace Samantha.ActorRuntime.Actor;

/// <summary>
/// Results of tasks as messages. Success is told as the value, any exception or cancellation as <see cref="Status.Failure"/>.
/// This is
/// how an actor gets asynchronous work back without leaving its own thread.
/// </summary>
public static class PipeToSupport
{
    /// <param name="taskToPipe">The work.</param>
    /// <param name="recipient">Who is told; usually Self, captured before.</param>
    /// <param name="sender">Sender of the message; none unless given.</param>
    /// <param name="success">Turns the value into the message.</param>
    /// <param name="failure">Turns the exception into the message.</param>
    public static async Task PipeTo<T>(
        this Task<T> taskToPipe, ICanTell recipient, IActorRef sender = null, Func<T, object> success = null,
        Func<Exception, object> failure = null)
    {
        object message;
        try
        {
            var value = await taskToPipe.ConfigureAwait(false);
            message = success is null ? value : success(value);
        }
        catch (Exception cause)
        {
            message = failure is null ? new Status.Failure(cause) : failure(cause);
        }

        recipient.Tell(message, sender);
    }

    /// <inheritdoc cref="PipeTo{T}"/>
    /// <remarks>A task without a value tells something only if <paramref name="success"/> says what, or if it fails.</remarks>
    public static async Task PipeTo(
        this Task taskToPipe, ICanTell recipient, IActorRef sender = null, Func<object> success = null,
        Func<Exception, object> failure = null)
    {
        object message = null;
        try
        {
            await taskToPipe.ConfigureAwait(false);
            if (success is null)
            {
                return;
            }

            message = success();
        }
        catch (Exception cause)
        {
            message = failure is null ? new Status.Failure(cause) : failure(cause);
        }

        recipient.Tell(message, sender);
    }
}
