using Samantha.Terminal.Input;

namespace Samantha.Terminal.App;

/// <summary>
/// What waits for the UI thread: input, posted work, timers. Bounded; waits without exceptions and without waking for work while
/// a frame is due anyway. Runs nothing itself.
/// </summary>
internal sealed class Mailbox(TimeProvider time)
{
    // A second of 500 updates a frame; who posts faster should put several updates into one.
    public const int MaxPosts = 16_384;

    // A pasted page of key presses; then the reader waits, and the terminal with it.
    public const int MaxInputs = 4_096;

    private readonly object _gate = new();
    private readonly Queue<InputEvent> _inputs = new();
    private readonly Queue<Action> _posts = new();
    private readonly PriorityQueue<TimerEntry, long> _timers = new();
    private bool _drawAsked;
    private bool _pulseForWork = true;
    private bool _closed;

    /// <param name="always">For the app's own few messages, which must not be lost.</param>
    public bool Post(Action work, bool always = false)
    {
        lock (_gate)
        {
            if (_closed || (_posts.Count >= MaxPosts && !always))
            {
                return false;
            }

            _posts.Enqueue(work);
            PulseOnce();
            return true;
        }
    }

    /// <summary>Adds input; waits while too much of it is there already.</summary>
    public void AddInputs(IReadOnlyList<InputEvent> inputs)
    {
        lock (_gate)
        {
            foreach (var input in inputs)
            {
                while (_inputs.Count >= MaxInputs && !_closed)
                {
                    Monitor.Wait(_gate);
                }

                _inputs.Enqueue(input);
            }

            Monitor.PulseAll(_gate);
        }
    }

    public void AskToDraw()
    {
        lock (_gate)
        {
            _drawAsked = true;
            PulseOnce();
        }
    }

    public IDisposable AddTimer(TimeSpan delay, Action work)
    {
        var entry = new TimerEntry(work);
        lock (_gate)
        {
            _timers.Enqueue(entry, time.GetTimestamp() + (long)(delay.TotalSeconds * time.TimestampFrequency));
            Monitor.PulseAll(_gate);
        }

        return entry;
    }

    /// <summary>Waits until there is something to do: input at its earliest frame time, other work at the next one.</summary>
    public void Wait(long inputFrameAt, long workFrameAt)
    {
        lock (_gate)
        {
            while (!_closed)
            {
                var due = Due(inputFrameAt, workFrameAt);
                if (due is { } at && Milliseconds(at) is var left)
                {
                    if (left <= 0)
                    {
                        return;
                    }

                    _pulseForWork = _posts.Count == 0 && !_drawAsked;
                    Monitor.Wait(_gate, left);
                }
                else
                {
                    _pulseForWork = true;
                    Monitor.Wait(_gate);
                }
            }
        }
    }

    /// <summary>Everything that may run now; true when there was anything or a frame was asked for.</summary>
    public bool Take(List<InputEvent> inputs, List<Action> work)
    {
        lock (_gate)
        {
            inputs.AddRange(_inputs);
            work.AddRange(_posts);
            _inputs.Clear();
            _posts.Clear();
            while (_timers.TryPeek(out var entry, out var at) && (entry.IsCancelled || at <= time.GetTimestamp()))
            {
                _timers.Dequeue();
                if (entry.Take() is { } due)
                {
                    work.Add(due);
                }
            }

            var any = _drawAsked || inputs.Count > 0 || work.Count > 0;
            _drawAsked = false;
            Monitor.PulseAll(_gate);
            return any;
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private long? Due(long inputFrameAt, long workFrameAt)
    {
        long? due = _inputs.Count > 0 ? inputFrameAt : _posts.Count > 0 || _drawAsked ? workFrameAt : null;
        while (_timers.TryPeek(out var entry, out var at))
        {
            if (entry.IsCancelled)
            {
                _timers.Dequeue();
                continue;
            }

            at = Math.Max(at, workFrameAt);
            return due is { } other ? Math.Min(other, at) : at;
        }

        return due;
    }

    private int Milliseconds(long timestamp) =>
        (int)Math.Min(int.MaxValue, Math.Ceiling((timestamp - time.GetTimestamp()) * 1000.0 / time.TimestampFrequency));

    // While the UI thread sleeps until the next frame, more work for that frame needs no waking.
    private void PulseOnce()
    {
        if (_pulseForWork)
        {
            _pulseForWork = false;
            Monitor.PulseAll(_gate);
        }
    }

    private sealed class TimerEntry(Action work) : IDisposable
    {
        private Action? _work = work;

        public bool IsCancelled => Volatile.Read(ref _work) is null;

        public Action? Take() => Interlocked.Exchange(ref _work, null);

        public void Dispose() => Interlocked.Exchange(ref _work, null);
    }
}
