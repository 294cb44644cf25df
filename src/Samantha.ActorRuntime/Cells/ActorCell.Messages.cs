#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.ActorRuntime.Cells;

/// <summary>Ordinary messages: those that the runtime acts on itself, those for the actor, and the receive timeout.</summary>
internal sealed partial class ActorCell
{
    private Envelope _current;
    private ITimer? _receiveTimer;
    private bool _receiveTimeoutChanged;

    public TimeSpan? ReceiveTimeout { get; private set; }

    /// <summary>Counts deliveries, so that the stash can tell one message told twice from one delivery stashed twice.</summary>
    public long DeliveryNumber { get; private set; }

    public bool TakesMessages => _phase == Phase.Running && _suspensions == 0;

    public bool IsTerminated => _phase == Phase.Terminated;

    public Envelope CurrentEnvelope => _current;

    public void Invoke(in Envelope envelope)
    {
        _current = envelope;
        DeliveryNumber++;
        try
        {
            System.Dispatcher.Invoking(_self, envelope);
            Handle(envelope.Message);
        }
        catch (Exception cause)
        {
            _failedEnvelope = _current;
            Fail(cause);
        }

        var influences = _current.Message is not INotInfluenceReceiveTimeout;
        _current = default;
        if (ReceiveTimeout is not null && (influences || _receiveTimeoutChanged))
        {
            RestartReceiveTimer();
        }
    }

    /// <summary>What becomes of a message left in, or told to, a dead actor.</summary>
    public void LetDie(in Envelope envelope) => System.DeadLetterRef.Publish(envelope.Message, envelope.Sender, _self);

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        if (timeout is { } given && given <= TimeSpan.Zero)
        {
            timeout = given == Timeout.InfiniteTimeSpan
                ? null
                : throw new ArgumentException($"a receive timeout must be longer than nothing, but is {given}", nameof(timeout));
        }

        ReceiveTimeout = timeout;
        _receiveTimeoutChanged = true;
        if (timeout is null)
        {
            _receiveTimer?.Dispose();
            _receiveTimer = null;
        }
    }

    private void Handle(object message)
    {
        switch (message)
        {
            case TimerTick tick:
                if (_timers?.Claim(tick) is { } due)
                {
                    _current = new Envelope(due, null);
                    Handle(due);
                }

                break;
            case PoisonPill:
                _self.SendSystem(new Terminate());
                break;
            case Kill:
                throw new ActorKilledException("Kill");
            case Terminated terminated:
                HandleTerminated(terminated);
                break;
            default:
                Deliver(message);
                break;
        }
    }

    private void Deliver(object message) => _actor!.AroundReceive(_behaviours.Peek(), message);

    private void RestartReceiveTimer()
    {
        _receiveTimeoutChanged = false;
        var due = ReceiveTimeout!.Value;
        if (_receiveTimer is null)
        {
            _receiveTimer = Time.CreateTimer(
                static state => ((LocalRef)state!).Tell(Actor.ReceiveTimeout.Instance, null),
                _self, due, Timeout.InfiniteTimeSpan);
            return;
        }

        _receiveTimer.Change(due, Timeout.InfiniteTimeSpan);
    }
}
