using Samantha.Chains.Watching;

namespace Samantha.Actors.Models;

/// <summary>What was known when the watchdog ended an engine. Memory is null where it cannot be read.</summary>
public sealed record EngineSnapshot(WatchdogAlarm Alarm, long? EngineMemoryBytes, long? AvailableMemoryBytes);
