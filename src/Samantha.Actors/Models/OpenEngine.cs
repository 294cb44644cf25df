using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Models;

/// <summary>
/// One live engine process with one model in it. Opening has the file checked first, so that a file
/// that is no model never reaches native code. Owns the process; disposing ends it.
/// </summary>
internal sealed record OpenEngine(ModelUse Use, IEngine Client, LoadedModel Model)
{
    /// <summary>From the moment when the engine before was told to leave until this one was ready; null when there was none.</summary>
    public double? SwapMs { get; init; }

    /// <summary>Ends the old engine, and only then starts the new one: two models are never in memory together.</summary>
    public static async Task<OpenEngine> ReplaceAsync(
        OpenEngine? old, ModelUse use, IEngineSource engines, Action<LoadProgress> onProgress, CancellationToken ct)
    {
        long begin = engines.Time.GetTimestamp();
        if (old is not null)
        {
            // Whoever cancels waits for this too: then the old engine need not leave by itself.
            using CancellationTokenRegistration hurry = ct.UnsafeRegister(_ => old.Client.Kill(), null);
            await old.Client.DisposeAsync().ConfigureAwait(false);
        }

        // Progress of the check is worth nothing on small files, but a cold multi-gigabyte file on a slow disk takes seconds.
        onProgress(new LoadProgress(LoadPhase.Checking, 0));
        await engines.CheckAsync(use.Load.ModelPath, ct).ConfigureAwait(false);
        IEngine client = await engines.StartAsync(ct).ConfigureAwait(false);

        // A load that is cancelled leaves nothing worth keeping: the process goes at once, whatever it is in the middle of.
        using CancellationTokenRegistration cancelled = ct.UnsafeRegister(_ => client.Kill(), null);
        try
        {
            LoadedModel model = await client.LoadAsync(use.Load, onProgress, ct).ConfigureAwait(false);
            return new OpenEngine(use, client, model)
            {
                SwapMs = old is null ? null : Math.Round(engines.Time.GetElapsedTime(begin).TotalMilliseconds, 1),
            };
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
