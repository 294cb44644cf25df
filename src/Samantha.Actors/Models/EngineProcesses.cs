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
    private volatile GgufFile? _checked;

    public int WaitingJobsMax => supply.WaitingJobsMax;

    public TimeProvider Time => supply.Options.Time;

    public WatchdogSettings Watchdog => supply.Watchdog;

    public async Task CheckAsync(string modelPath, CancellationToken ct) =>
        _checked = await Task.Run(() => CheckFile(modelPath), ct).ConfigureAwait(false);

    /// <summary>An engine for the file that was checked last: in its sandbox it sees no other.</summary>
    public async Task<IEngine> StartAsync(CancellationToken ct)
    {
        EngineOptions options = _checked is { } file ? supply.Options.For(file) : supply.Options;
        return await EngineClient.StartAsync(supply.Command, options, ct).ConfigureAwait(false);
    }

    private static GgufFile CheckFile(string path)
    {
        try
        {
            return GgufReader.Read(path);
        }
        catch (GgufException e)
        {
            throw new EngineFailedException(EngineFailureKind.LoadFailed, e.Message, e);
        }
    }
}
