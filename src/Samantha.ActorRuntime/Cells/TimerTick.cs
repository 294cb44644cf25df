#nullable enable
namespace Samantha.ActorRuntime.Cells;

/// <summary>A timer came due. The message itself stays with the timers, who check that this firing is still wanted.</summary>
internal sealed record TimerTick(ActorTimers Owner, object Key, long Generation);
