namespace Samantha.Actors.Downloads;

/// <summary>
/// Runs the downloads of models and tells the askers how they go. How a file is fetched, checked and put in place is
/// <see cref="ModelDownloader"/>'s business; which model is wanted is the asker's.
/// </summary>
public sealed class DownloadActor : ReceiveActor
{
    /// <summary>A line is shared by its downloads; more at once only makes each of them late.</summary>
    private const int RunningMax = 4;

    private readonly IModelDownloader _downloader;
    private readonly Dictionary<Guid, CancellationTokenSource> _running = [];

    public DownloadActor(IModelDownloader downloader)
    {
        _downloader = downloader;
        Receive<FetchModel>(OnFetch);
        Receive<CancelDownload>(command =>
        {
            if (_running.TryGetValue(command.Job, out CancellationTokenSource? cancel))
            {
                cancel.Cancel();
            }
        });
        Receive<DownloadEnded>(OnEnded);
    }

    public static Props For(IModelDownloader downloader) => Props.Create(() => new DownloadActor(downloader));

    protected override void PostStop()
    {
        foreach (CancellationTokenSource cancel in _running.Values)
        {
            cancel.Cancel();
        }

        base.PostStop();
    }

    protected override void PreRestart(Exception reason, object message)
    {
        // Downloads under way are cancelled and answer to the new instance; the message that failed has no other answer than this.
        switch (message)
        {
            case FetchModel fetch when !_running.ContainsKey(fetch.Job):
                Sender.Tell(new DownloadFailed(fetch.Job, "an internal error ended the download (see the log)"));
                break;
            case DownloadEnded ended:
                ended.Asker.Tell(ended.Answer);
                break;
        }

        base.PreRestart(reason, message);
    }

    private void OnFetch(FetchModel fetch)
    {
        if (_running.Count >= RunningMax)
        {
            Sender.Tell(new DownloadFailed(
                fetch.Job, $"{RunningMax} downloads are running already; try again when one of them is done"));
            return;
        }

        var cancel = new CancellationTokenSource();
        _running.Add(fetch.Job, cancel);
        IActorRef asker = Sender, self = Self;
        var progress = new DirectProgress(p => asker.Tell(new DownloadProgressed(fetch.Job, p), self));
        _downloader.DownloadAsync(fetch.Source, fetch.Path, new DownloadOptions(), progress, cancel.Token).PipeTo(
            self,
            success: result => new DownloadEnded(fetch.Job, asker, new ModelDownloaded(fetch.Job, result.Path)),
            failure: e => new DownloadEnded(fetch.Job, asker, e is OperationCanceledException
                ? new DownloadCancelled(fetch.Job)
                : new DownloadFailed(fetch.Job, e.Message)));
    }

    private void OnEnded(DownloadEnded ended)
    {
        if (_running.Remove(ended.Job, out CancellationTokenSource? cancel))
        {
            cancel.Dispose();
        }

        ended.Asker.Tell(ended.Answer);
    }

    private sealed record DownloadEnded(Guid Job, IActorRef Asker, object Answer);

    /// <summary>
    /// Reports on the caller's thread and in order; the framework's Progress would hop over the thread pool and mix them up.
    /// </summary>
    private sealed class DirectProgress(Action<DownloadProgress> report) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => report(value);
    }
}
