using Samantha.Chains.Watching;
using Samantha.Engine.Client;
using Samantha.Engine.Gguf;
using Samantha.Engine.Protocol;

namespace Samantha.Actors.Models;

/// <summary>
/// Real engines: child processes. The file is checked with the managed reader first, so that one that is no model never reaches
/// native code.
/// </summary>
public sealed class EngineProcesses(EngineSupply supply) : IEngineSource
{
    public int WaitingJobsMax => supply.WaitingJobsMax;

    public TimeProvider Time => supply.Options.Time;

    public WatchdogSettings Watchdog => supply.Watchdog;

    public Task CheckAsync(string modelPath, CancellationToken ct) => Task.Run(() => CheckFile(modelPath), ct);

    public async Task<IEngine> StartAsync(CancellationToken ct) =>
        await EngineClient.StartAsync(supply.Command, supply.Options, ct).ConfigureAwait(false);

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
