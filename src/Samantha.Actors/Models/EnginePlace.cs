using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Models;

/// <summary>
/// The place for one engine. Whoever opens an engine waits until the one before is gone, also when that one is still being opened or
/// was only told to end: two models are never in memory together. It outlives a restart of its actor, which calls it on one thread.
/// </summary>
public sealed class EnginePlace(IEngineSource engines)
{
    private Task<IEngine?> _last = Task.FromResult<IEngine?>(null);

    public IEngineSource Engines => engines;

    internal async Task<OpenEngine> OpenAsync(ModelUse use, Action<LoadProgress> onProgress, CancellationToken ct)
    {
        Task<IEngine?> before = _last;
        var mine = new TaskCompletionSource<IEngine?>();
        _last = mine.Task;
        IEngine? opened = null;
        try
        {
            long begin = engines.Time.GetTimestamp();
            bool isSwap = false;
            if (await before.ConfigureAwait(false) is { } old)
            {
                isSwap = !old.Exited.IsCompleted;
                // Whoever cancels waits for this too: then the old engine need not leave by itself.
                using CancellationTokenRegistration hurry = ct.UnsafeRegister(_ => old.Kill(), null);
                await old.DisposeAsync().ConfigureAwait(false);
            }

            OpenEngine engine = await StartAsync(use, onProgress, ct).ConfigureAwait(false);
            opened = engine.Client;
            return isSwap
                ? engine with { SwapMs = Math.Round(engines.Time.GetElapsedTime(begin).TotalMilliseconds, 1) }
                : engine;
        }
        finally
        {
            mine.SetResult(opened);
        }
    }

    private async Task<OpenEngine> StartAsync(ModelUse use, Action<LoadProgress> onProgress, CancellationToken ct)
    {
        // Progress of the check is worth nothing on small files, but a cold multi-gigabyte file on a slow disk takes seconds.
        onProgress(new LoadProgress(LoadPhase.Checking, 0));
        await engines.CheckAsync(use.Load.ModelPath, ct).ConfigureAwait(false);
        IEngine client = await engines.StartAsync(ct).ConfigureAwait(false);

        // A load that is cancelled leaves nothing worth keeping: the process goes at once, whatever it is in the middle of.
        using CancellationTokenRegistration cancelled = ct.UnsafeRegister(_ => client.Kill(), null);
        try
        {
            LoadedModel model = await client.LoadAsync(use.Load, onProgress, ct).ConfigureAwait(false);
            return new OpenEngine(use, client, model);
        }
        catch (EngineFailedException) when (ct.IsCancellationRequested)
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw new OperationCanceledException(ct);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
