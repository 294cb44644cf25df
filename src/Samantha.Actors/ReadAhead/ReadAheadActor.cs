using Microsoft.Extensions.Logging;
using Samantha.Actors.ModelFiles;

namespace Samantha.Actors.ReadAhead;

/// <summary>
/// Has the file of the model that comes next read into the page cache while another model works, so that the swap finds it in
/// memory. One file at a time; whether it is worth it is decided by <see cref="ReadAheadRules"/>. It never fails a session: what
/// cannot be read is left to the load, which says so.
/// </summary>
public sealed class ReadAheadActor : ReceiveActor
{
    private readonly IModelResolver _resolver;
    private readonly ILogger _log;
    private ReadModelAhead? _wish;
    private CancellationTokenSource? _cancel;

    public ReadAheadActor(IModelResolver resolver, ILoggerFactory loggers)
    {
        _resolver = resolver;
        _log = loggers.CreateLogger<ReadAheadActor>();
        Receive<ReadModelAhead>(OnWish);
        Receive<StopReadingAhead>(m => m.Session == _wish?.Session, _ => Stop());
        Receive<StopReadingAhead>(_ => { });
        Receive<Ended>(OnEnded);
    }

    public static Props For(IModelResolver resolver, ILoggerFactory loggers) =>
        Props.Create(() => new ReadAheadActor(resolver, loggers));

    protected override void PostStop()
    {
        Stop();
        base.PostStop();
    }

    private void OnWish(ReadModelAhead wish)
    {
        if (wish == _wish)
        {
            return;
        }

        Stop();
        _wish = wish;
        _cancel = new CancellationTokenSource();
        CancellationToken ct = _cancel.Token;
        IModelResolver resolver = _resolver;

        // Its priority stays with the thread, so it cannot be one of the pool.
        Task.Factory.StartNew(() => Read(resolver, wish, ct), ct, TaskCreationOptions.LongRunning, TaskScheduler.Default)
            .PipeTo(Self, success: outcome => new Ended(wish, outcome), failure: e => new Ended(wish, e.Message));
    }

    private static string Read(IModelResolver resolver, ReadModelAhead wish, CancellationToken ct)
    {
        ResolvedModel model = resolver.Resolve(wish.Model);
        if (model.NeedsDownload)
        {
            return "it is not downloaded yet";
        }

        (ReadAheadVerdict verdict, long bytes) = FileReadAhead.Run(model.Path, wish.LoadedPath, ct);
        return $"{verdict}, {bytes} bytes{(ct.IsCancellationRequested ? ", cancelled" : "")}";
    }

    private void OnEnded(Ended ended) => _log.LogInformation("read ahead of {Model}: {Outcome}", ended.Wish.Model, ended.Outcome);

    private void Stop()
    {
        _wish = null;
        _cancel?.Cancel();
        _cancel = null;
    }

    private sealed record Ended(ReadModelAhead Wish, string Outcome);
}
