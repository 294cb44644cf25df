#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.ActorRuntime.Cells;

/// <summary>
/// The temporary ref that takes the reply to one Ask. The first reply wins; later ones, and wrong ones, are dead letters.
/// </summary>
internal sealed class AskPromise<T> : MinimalRef
{
    // Continuations must not run on the thread of whoever replies: that is another actor's.
    private readonly TaskCompletionSource<T> _reply = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TimeSpan _timeout;
    private readonly ICanTell _target;
    private readonly ITimer? _timer;
    private readonly CancellationTokenRegistration _registration;

    private AskPromise(ActorSystemImpl system, ICanTell target, TimeSpan timeout, CancellationToken cancellationToken)
        : base(system, system.NextTempPath())
    {
        _target = target;
        _timeout = timeout;
        if (timeout > TimeSpan.Zero)
        {
            _timer = system.Time.CreateTimer(static state => ((AskPromise<T>)state!).TimeOut(), this, timeout,
                Timeout.InfiniteTimeSpan);
        }

        _registration = cancellationToken.UnsafeRegister(
            static (state, token) => ((AskPromise<T>)state!)._reply.TrySetCanceled(token), this);
    }

    public static Task<T> Ask(
        ICanTell target, Func<IActorRef, object> messageFactory, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        if (target is not IInternalRef { System: var system })
        {
            throw new ArgumentException($"{target} belongs to no actor system and can not be asked", nameof(target));
        }

        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        var promise = new AskPromise<T>(system, target, timeout ?? system.Settings.AskTimeout, cancellationToken);
        target.Tell(messageFactory(promise), promise);
        return promise._reply.Task;
    }

    protected override void Receive(object message, IActorRef? sender)
    {
        var taken = message switch
        {
            Status.Failure failure when !typeof(Status).IsAssignableFrom(typeof(T)) =>
                _reply.TrySetException(failure.Cause ?? new TaskCanceledException("the reply was a failure without a cause")),
            T reply => _reply.TrySetResult(reply),
            _ => RefuseReply(message),
        };
        if (taken)
        {
            _timer?.Dispose();
            _registration.Unregister();
        }

        if (!taken || (message is not T && message is not Status.Failure))
        {
            System.DeadLetterRef.Publish(message, sender, this);
        }
    }

    private bool RefuseReply(object message) => _reply.TrySetException(new ArgumentException(
        $"the reply is of type [{message.GetType()}], but Ask expected [{typeof(T)}]"));

    private void TimeOut()
    {
        _reply.TrySetException(new AskTimeoutException($"no reply of type [{typeof(T)}] from {_target} within {_timeout}"));
        _timer?.Dispose();
        _registration.Unregister();
    }
}
