namespace Samantha.Actors.Control;

/// <summary>Why a session could not be reached.</summary>
public enum ControlProblem
{
    /// <summary>Nothing listens: the session is not running.</summary>
    NotRunning,

    TimedOut,

    /// <summary>The other side is not ours: wrong user, wrong version, or not this protocol.</summary>
    Protocol,

    /// <summary>The socket could not be opened.</summary>
    IoError,
}
