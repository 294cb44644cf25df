namespace Samantha.Chains.Watching;

/// <summary>Time on the clock that was no running time; negative for a clock that was put back.</summary>
public sealed record ClockGap(ClockGapKind Kind, TimeSpan Length);
