#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.ActorRuntime.Cells;

/// <summary>Watches one actor and completes a task when it is gone.</summary>
internal sealed class TerminationPromise : MinimalRef
{
    private readonly TaskCompletionSource _terminated = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IInternalRef _subject;

    public TerminationPromise(IInternalRef subject)
        : base(subject.System, subject.System.NextTempPath())
    {
        _subject = subject;
        subject.SendSystem(new Watch(this));
    }

    public Task Terminated => _terminated.Task;

    public void GiveUp() => _subject.SendSystem(new Unwatch(this));

    public override void SendSystem(SystemMessage message)
    {
        if (message is ActorDied)
        {
            _terminated.TrySetResult();
        }
    }

    protected override void Receive(object message, IActorRef? sender) => System.DeadLetterRef.Publish(message, sender, this);
}
