#nullable enable
using System.Collections.Concurrent;
using Samantha.ActorRuntime.Cells;

namespace Samantha.ActorRuntime.Dispatch;

/// <summary>
/// The two queues of one actor, and the guarantee that at most one thread works on them: whoever moves <c>_scheduled</c> from 0
/// to 1
/// has its dispatcher run the mailbox, and only that run moves it back. It knows nothing of what messages mean.
/// </summary>
internal sealed class Mailbox(ActorCell cell, IDispatcher dispatcher, int throughput) : IThreadPoolWorkItem
{
    private readonly ConcurrentQueue<Envelope> _messages = new();
    private readonly ConcurrentQueue<SystemMessage> _systemMessages = new();

    /// <summary>Unstashed messages, the next one on top. Touched by the running thread only.</summary>
    private readonly Stack<Envelope> _front = new();

    private int _scheduled;

    public ActorCell Cell => cell;

    public void Post(in Envelope envelope)
    {
        _messages.Enqueue(envelope);
        Schedule(preferLocal: true);
    }

    public void PostSystem(SystemMessage message)
    {
        _systemMessages.Enqueue(message);
        Schedule(preferLocal: true);
    }

    /// <summary>Puts messages in front of all others, in their order. On the actor's thread only.</summary>
    public void PutInFront(IReadOnlyList<Envelope> envelopes)
    {
        for (var index = envelopes.Count - 1; index >= 0; index--)
        {
            _front.Push(envelopes[index]);
        }
    }

    public void Execute()
    {
        var outer = cell.Enter();
        try
        {
            RunSystemMessages();
            for (var left = throughput; left > 0 && cell.TakesMessages && TryTake(out var envelope); left--)
            {
                cell.Invoke(envelope);
                RunSystemMessages();
            }

            if (cell.IsTerminated)
            {
                while (TryTake(out var envelope))
                {
                    cell.LetDie(envelope);
                }
            }
        }
        finally
        {
            ActorCell.Leave(outer);
            Release();
        }
    }

    private void RunSystemMessages()
    {
        while (_systemMessages.TryDequeue(out var message))
        {
            cell.InvokeSystem(message);
        }
    }

    private bool TryTake(out Envelope envelope) => _front.TryPop(out envelope) || _messages.TryDequeue(out envelope);

    private void Release()
    {
        // Read before the release: afterwards another thread may own the cell and the front.
        var takesMessages = cell.TakesMessages || cell.IsTerminated;
        var hasFront = _front.Count > 0;
        Interlocked.Exchange(ref _scheduled, 0);
        if (!_systemMessages.IsEmpty || (takesMessages && (hasFront || !_messages.IsEmpty)))
        {
            // Through the global queue, so that a busy actor stands in line behind the others.
            Schedule(preferLocal: false);
        }
    }

    private void Schedule(bool preferLocal)
    {
        // The barrier orders "enqueued" before "is it running?"; its counterpart is the exchange in Release. Without it a message
        // could be enqueued just as the run ends, and neither side would see the other.
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _scheduled) == 0 && Interlocked.CompareExchange(ref _scheduled, 1, 0) == 0)
        {
            dispatcher.Run(this, preferLocal);
        }
    }
}
