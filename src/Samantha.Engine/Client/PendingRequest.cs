using Samantha.Engine.Protocol;

namespace Samantha.Engine.Client;

/// <summary>
/// The one request that waits for its answer: passes its progress on and ends with a reply or a failure, once.
/// </summary>
internal sealed class PendingRequest(int id, Action<EngineReply>? onProgress)
{
    private readonly TaskCompletionSource<EngineReply> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _callbackProblem;

    public int Id => id;

    public Task<EngineReply> Done => _done.Task;

    public void Take(EngineReply reply)
    {
        if (reply is LoadProgressed or GenerationProgressed)
        {
            Report(reply);
        }
        else if (_callbackProblem is { } problem)
        {
            _done.TrySetException(problem);
        }
        else
        {
            _done.TrySetResult(reply);
        }
    }

    public void Fail(Exception problem) => _done.TrySetException(problem);

    /// <summary>
    /// A callback that throws is the caller's mistake: it gets the exception back, the engine's stream stays in order.
    /// </summary>
    private void Report(EngineReply reply)
    {
        if (_callbackProblem is not null || onProgress is null)
        {
            return;
        }

        try
        {
            onProgress(reply);
        }
        catch (Exception problem)
        {
            _callbackProblem = problem;
        }
    }
}
