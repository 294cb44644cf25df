namespace Samantha.Host;

/// <summary>
/// What the program's exit code says; <c>samantha --help</c> documents it. Scripts rely on it: values never change.
/// </summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>The session ended with an error, or at least one step failed.</summary>
    public const int SomethingFailed = 1;

    /// <summary>Bad usage, a bad chain, a setting or a reference that names nothing.</summary>
    public const int BadInput = 2;

    /// <summary>The journal or the data folder cannot be used.</summary>
    public const int Storage = 3;

    /// <summary>Nothing listens: the session that should stop or skip is not running.</summary>
    public const int NotRunning = 4;

    /// <summary>python run: the program's wall clock limit was reached (as timeout does it).</summary>
    public const int ProgramTimeout = 124;

    /// <summary>python run: the program could not be run: no sandbox that works, or no Python.</summary>
    public const int ProgramNotRun = 125;

    /// <summary>python run: another limit ended the program, which died of a SIGKILL.</summary>
    public const int ProgramKilled = 137;

    /// <summary>A fault of this program; the log file has the details.</summary>
    public const int Fault = 70;

    public const int Hangup = 129;

    public const int Interrupted = 130;

    /// <summary>The reader of standard output has gone.</summary>
    public const int BrokenPipe = 141;

    public const int Terminated = 143;
}
