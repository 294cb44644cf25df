using Samantha.Actors.Storage;
using Samantha.Tui.Ports;

namespace Samantha.Tui.App;

/// <summary>
/// Work away from the UI thread: files, journals, engines. Each job can be cancelled, its outcome comes back on the UI thread,
/// and what goes wrong becomes a notice. Owns no threads of its own.
/// </summary>
public sealed class Jobs
{
    /// <summary>More jobs at once than this means that something starts them in a circle.</summary>
    public const int RunningMax = 64;

    private readonly Action<Action> _post;
    private readonly Notices _notices;
    private readonly TimeProvider _time;
    private readonly List<Job> _running = [];

    public Jobs(Action<Action> post, Notices notices, TimeProvider time)
    {
        _post = post;
        _notices = notices;
        _time = time;
    }

    /// <summary>Told on the UI thread when a job began, progressed or ended.</summary>
    public event Action? Changed;

    /// <summary>The newest last.</summary>
    public IReadOnlyList<Job> Running => _running;

    /// <summary>Starts work that the status line shows with its title, progress and elapsed time.</summary>
    /// <param name="title">What is done, for the person.</param>
    /// <param name="work">Runs on the thread pool. The progress text is shown beside the title.</param>
    /// <param name="done">On the UI thread, with the result. Not called when cancelled or failed.</param>
    /// <param name="failed">On the UI thread; null: the message becomes a notice.</param>
    public Job Start<T>(
        string title, Func<IProgress<string>, CancellationToken, Task<T>> work, Action<T> done, Action<Exception>? failed = null)
    {
        var job = new Job(title, _time.GetTimestamp(), _time);
        if (_running.Count >= RunningMax)
        {
            _running[0].Cancel();
        }

        _running.Add(job);
        Changed?.Invoke();
        _ = RunAsync(job, work, done, failed);
        return job;
    }

    /// <summary>As <see cref="Start"/>, for work that takes no noticeable time as a rule: nothing is shown of it.</summary>
    public Job StartQuiet<T>(Func<CancellationToken, Task<T>> work, Action<T> done, Action<Exception>? failed = null)
    {
        var job = Start("", (_, ct) => work(ct), done, failed);
        return job;
    }

    /// <summary>The same for a plain function.</summary>
    public Job StartQuiet<T>(Func<T> work, Action<T> done, Action<Exception>? failed = null) =>
        StartQuiet(_ => Task.FromResult(work()), done, failed);

    /// <summary>Ends the newest job that the person can see; false when there is none.</summary>
    public bool CancelNewest()
    {
        if (_running.LastOrDefault(job => job.Title.Length > 0 && !job.IsCancelled) is not { } job)
        {
            return false;
        }

        job.Cancel();
        return true;
    }

    internal void CancelAll()
    {
        foreach (Job job in _running)
        {
            job.Cancel();
        }
    }

    private async Task RunAsync<T>(
        Job job, Func<IProgress<string>, CancellationToken, Task<T>> work, Action<T> done, Action<Exception>? failed)
    {
        T result;
        try
        {
            var progress = new Told(text => _post(() =>
            {
                job.Progress = text;
                Changed?.Invoke();
            }));
            result = await Task.Run(() => work(progress, job.Token), job.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            _post(() => End(job));
            return;
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            _post(() => Fail(job, e, failed));
            return;
        }

        _post(() =>
        {
            End(job);
            if (!job.IsCancelled)
            {
                done(result);
            }
        });
    }

    private void Fail(Job job, Exception problem, Action<Exception>? failed)
    {
        End(job);
        if (failed is not null)
        {
            failed(problem);
            return;
        }

        // Messages of our own exceptions are sentences for the person; others at least tell what kind of trouble it was.
        bool isOurs = problem is LibraryException or DataFolderException or IOException or UnauthorizedAccessException;
        _notices.Error(isOurs || problem.GetType().Namespace?.StartsWith("Samantha", StringComparison.Ordinal) == true
            ? problem.Message
            : $"{problem.GetType().Name}: {problem.Message}");
    }

    private void End(Job job)
    {
        _running.Remove(job);
        job.Dispose();
        Changed?.Invoke();
    }

    private sealed class Told(Action<string> tell) : IProgress<string>
    {
        public void Report(string value) => tell(value);
    }
}
