namespace Samantha.Actors.Control;

/// <summary>A session could not be reached or listened for. The message is for the user.</summary>
public sealed class ControlException : IOException
{
    public ControlException(ControlProblem problem, string message, Exception? innerException = null)
        : base(message, innerException) => Problem = problem;

    public ControlProblem Problem { get; }
}
