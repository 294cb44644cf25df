using System.Collections.Immutable;

namespace Samantha.Chains.Watching;

/// <summary>
/// Finds the time that a session did not run, from two readings of the clocks, the second of which was due a known time after the
/// first. Small differences are the ordinary life of clocks and schedulers and say nothing. Pure.
/// </summary>
public static class ClockGaps
{
    /// <summary>A busy machine is late by less; what is later was stopped.</summary>
    public static readonly TimeSpan LateMax = TimeSpan.FromSeconds(10);

    /// <summary>Time servers correct a clock by less.</summary>
    public static readonly TimeSpan DriftMax = TimeSpan.FromSeconds(2);

    public static ImmutableArray<ClockGap> Between(ClockReading before, ClockReading now, TimeSpan due)
    {
        var gaps = ImmutableArray.CreateBuilder<ClockGap>();
        var ran = TimeSpan.FromMilliseconds(now.RunningMs - before.RunningMs);
        if (ran - due > LateMax)
        {
            gaps.Add(new ClockGap(ClockGapKind.ProcessStopped, ran - due));
        }

        var jump = now.WallUtc - before.WallUtc - ran;
        if (now.SinceBootMs - before.SinceBootMs is { } booted)
        {
            var slept = TimeSpan.FromMilliseconds(booted) - ran;
            if (slept > DriftMax)
            {
                gaps.Add(new ClockGap(ClockGapKind.MachineSuspended, slept));
                jump -= slept;
            }
        }

        if (jump.Duration() > DriftMax)
        {
            gaps.Add(new ClockGap(ClockGapKind.ClockChanged, jump));
        }

        return gaps.ToImmutable();
    }
}
