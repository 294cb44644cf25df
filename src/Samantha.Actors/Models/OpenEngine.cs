using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Models;

/// <summary>
/// One live engine process with one model in it. Opening checks the file with the managed reader first, so that a file
/// that is no model never reaches native code. Owns the process; disposing ends it.
/// </summary>
internal sealed record OpenEngine(ModelUse Use, EngineClient Client, LoadedModel Model)
{
    /// <summary>Ends the old engine, and only then starts the new one: two models are never in memory together.</summary>
    public static async Task<OpenEngine> ReplaceAsync(
        OpenEngine? old, ModelUse use, EngineSupply supply, Action<LoadProgress> onProgress, CancellationToken ct)
    {
        if (old is not null)
        {
            await old.Client.DisposeAsync().ConfigureAwait(false);
        }

        // Progress of the check is worth nothing on small files, but a cold multi-gigabyte file on a slow disk takes seconds.
        onProgress(new LoadProgress(LoadPhase.Checking, 0));
        await Task.Run(() => CheckFile(use.Load.ModelPath), ct).ConfigureAwait(false);
        EngineClient client = await EngineClient.StartAsync(supply.Command, supply.Options, ct).ConfigureAwait(false);
        try
        {
            LoadedModel model = await client.LoadAsync(use.Load, onProgress, ct).ConfigureAwait(false);
            return new OpenEngine(use, client, model);
        }
        catch
        {
            await client.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    private static void CheckFile(string path)
    {
        try
        {
            _ = GgufReader.Read(path);
        }
        catch (GgufException e)
        {
            throw new EngineFailedException(EngineFailureKind.LoadFailed, e.Message, e);
        }
    }
}
