namespace Samantha.Chains.Sessions;

/// <summary>Where a session stands according to its journal. Running may also mean that the program died.</summary>
public enum SessionStatus
{
    NotStarted,
    Running,
    Stopped,
    Finished,
}
