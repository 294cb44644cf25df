using Samantha.Chains.Watching;
using Samantha.Engine.Client;

namespace Samantha.Actors.Models;

/// <summary>Where the ModelActor gets engines from: <see cref="EngineProcesses"/>, or a simulation.</summary>
public interface IEngineSource
{
    /// <summary>Jobs that may wait for the engine.</summary>
    int WaitingJobsMax { get; }

    /// <summary>The clock that the watchdog goes by.</summary>
    TimeProvider Time => TimeProvider.System;

    /// <summary>When an engine that lives but gets nowhere is replaced; never, unless a source says otherwise.</summary>
    WatchdogSettings Watchdog => WatchdogSettings.Off;

    /// <summary>Looks at a model file before any engine is started for it.</summary>
    /// <exception cref="Engine.Protocol.EngineFailedException">It is no model.</exception>
    Task CheckAsync(string modelPath, CancellationToken ct);

    /// <exception cref="Engine.Protocol.EngineFailedException">StartFailed or LibraryMissing.</exception>
    Task<IEngine> StartAsync(CancellationToken ct);
}
