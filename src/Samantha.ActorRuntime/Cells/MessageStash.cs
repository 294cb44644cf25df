#nullable enable
using Samantha.ActorRuntime.Actor;
using Samantha.ActorRuntime.Dispatch;

namespace Samantha.ActorRuntime.Cells;

/// <summary>The stash of one actor instance. What it holds when the instance ends goes back in front of the mailbox.</summary>
internal sealed class MessageStash(ActorCell cell, int capacity) : IStash
{
    private readonly List<Envelope> _stashed = [];
    private long _lastStashedDelivery = -1;

    public int Count => _stashed.Count;

    public bool IsEmpty => _stashed.Count == 0;

    public bool NonEmpty => !IsEmpty;

    public bool IsFull => capacity >= 0 && _stashed.Count >= capacity;

    public int Capacity => capacity;

    public void Stash()
    {
        var current = cell.CurrentEnvelope;
        if (current.Message is null)
        {
            throw new IllegalActorStateException("there is no message to stash: none is being handled");
        }

        if (_lastStashedDelivery == cell.DeliveryNumber)
        {
            throw new IllegalActorStateException($"this delivery of the message [{current.Message}] is stashed already");
        }

        if (IsFull)
        {
            throw new StashOverflowException($"the stash of {cell.Self} is full: it holds {capacity} messages");
        }

        _lastStashedDelivery = cell.DeliveryNumber;
        _stashed.Add(current);
    }

    public void Unstash()
    {
        if (NonEmpty)
        {
            PutBack(1);
        }
    }

    public void UnstashAll() => PutBack(_stashed.Count);

    private void PutBack(int count)
    {
        var envelopes = _stashed.GetRange(0, count);
        _stashed.RemoveRange(0, count);
        foreach (var envelope in envelopes)
        {
            if (envelope.Message is Terminated terminated)
            {
                cell.RequeueTerminated(terminated);
            }
        }

        cell.Mailbox.PutInFront(envelopes);
    }
}
