namespace Samantha.Chains.Sessions;

/// <summary>Why a session stopped before the end of its plan. A stopped session can be resumed.</summary>
public enum SessionStopReason
{
    UserAfterStep,
    UserNow,
    StopRule,
    Error,

    /// <summary>A detector found what the chain asks to stop for.</summary>
    Health,
}
