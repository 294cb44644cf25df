using Samantha.Actors.Models;
using Samantha.Chains.Watching;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Simulation.World;

/// <summary>Starts simulated engine processes for one life of the program.</summary>
internal sealed class SimEngines(SimWorld world) : IEngineSource
{
    public int WaitingJobsMax => 64;

    public TimeProvider Time => world.Time;

    public WatchdogSettings Watchdog => world.Weather.Watchdog;

    public Task CheckAsync(string modelPath, CancellationToken ct)
    {
        var done = new TaskCompletionSource();
        world.Time.After(world.Short(), () =>
        {
            if (world.Happens(world.Weather.EngineFault))
            {
                done.TrySetException(new EngineFailedException(EngineFailureKind.LoadFailed, "simulated: this is no model"));
            }
            else if (ct.IsCancellationRequested)
            {
                done.TrySetCanceled(ct);
            }
            else
            {
                done.TrySetResult();
            }
        });
        return done.Task;
    }

    public async Task<IEngine> StartAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var engine = new SimEngine(world);
        world.Engines.Add(engine);
        world.Laws.EnginesChanged();
        try
        {
            await engine.GreetAsync(ct).ConfigureAwait(false);
            return engine;
        }
        catch
        {
            await engine.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
