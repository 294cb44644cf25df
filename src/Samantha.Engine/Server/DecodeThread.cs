using System.Collections.Concurrent;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Server;

/// <summary>
/// The one long-lived thread for all native calls. One thread, because hopping between threads costs a third of the decode
/// speed; a large stack, because some tokenizers recurse once per character of a long run.
/// </summary>
internal sealed class DecodeThread : IDisposable
{
    private const int StackBytes = 512 * 1024 * 1024;
    private const int SmallStackBytes = 64 * 1024 * 1024;

    private readonly BlockingCollection<Action> _work = new(EngineProtocol.QueuedRequestsMax);
    private readonly Thread _thread;

    public DecodeThread()
    {
        try
        {
            _thread = Start(StackBytes);
        }
        catch (OutOfMemoryException)
        {
            // An address-space limit: most of it is never touched, so a smaller reservation usually does.
            _thread = Start(SmallStackBytes);
        }
    }

    /// <summary>False when the queue is full. The action must not throw.</summary>
    public bool TryPost(Action work) => !_work.IsAddingCompleted && _work.TryAdd(work);

    /// <summary>Runs on the thread and waits for the result.</summary>
    public Task<T> RunAsync<T>(Func<T> work)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                done.SetResult(work());
            }
            catch (Exception problem)
            {
                done.SetException(problem);
            }
        });
        return done.Task;
    }

    /// <summary>Takes no more work and waits for what is queued; false when that takes longer.</summary>
    public bool Stop(int timeoutMs)
    {
        _work.CompleteAdding();
        return _thread.Join(timeoutMs);
    }

    public void Dispose() => _work.Dispose();

    private Thread Start(int stackBytes)
    {
        Thread thread = new(Loop, stackBytes) { IsBackground = true, Name = "decode" };
        thread.Start();
        return thread;
    }

    private void Loop()
    {
        foreach (Action work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }
}
