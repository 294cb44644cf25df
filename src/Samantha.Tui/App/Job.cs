namespace Samantha.Tui.App;

/// <summary>One piece of work away from the UI thread, as the UI thread sees it.</summary>
public sealed class Job : IDisposable
{
    private readonly CancellationTokenSource _cancel = new();
    private readonly TimeProvider _time;
    private readonly long _startedAt;

    internal Job(string title, long startedAt, TimeProvider time)
    {
        Title = title;
        _startedAt = startedAt;
        _time = time;
        Token = _cancel.Token;
    }

    /// <summary>Empty: not shown.</summary>
    public string Title { get; }

    public string Progress { get; internal set; } = "";

    public bool IsCancelled { get; private set; }

    /// <summary>Its outcome was reported, or it was cancelled and is over.</summary>
    public bool IsEnded { get; private set; }

    public TimeSpan Elapsed => _time.GetElapsedTime(_startedAt);

    internal CancellationToken Token { get; }

    /// <summary>Its outcome is not reported any more.</summary>
    public void Cancel()
    {
        if (!IsCancelled)
        {
            IsCancelled = true;
            if (!IsEnded)
            {
                _cancel.Cancel();
            }
        }
    }

    /// <summary>For the owner of the list only; a finished job needs nothing.</summary>
    public void Dispose()
    {
        IsEnded = true;
        _cancel.Dispose();
    }
}
