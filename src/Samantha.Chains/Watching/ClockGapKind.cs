namespace Samantha.Chains.Watching;

/// <summary>Why a clock says something else than the time that a session was running.</summary>
public enum ClockGapKind
{
    /// <summary>This process did not run: it was stopped, or the machine had no time for it.</summary>
    ProcessStopped,

    /// <summary>The machine slept.</summary>
    MachineSuspended,

    /// <summary>The date was changed, forward or (negative) back.</summary>
    ClockChanged,
}
