using Samantha.Chains.Watching;
using Samantha.Engine.Client;

namespace Samantha.Actors.Models;

/// <summary>How the ModelActor gets an engine process: the program to start and its limits. Tests name a scripted one.</summary>
public sealed record EngineSupply(EngineCommand Command, EngineOptions Options)
{
    /// <summary>Jobs that may wait for the engine. A step waits for its answer, so more than a few means a fault.</summary>
    public int WaitingJobsMax { get; init; } = 64;

    /// <summary>When an engine that lives but gets nowhere is replaced.</summary>
    public WatchdogSettings Watchdog { get; init; } = WatchdogSettings.Default;
}
