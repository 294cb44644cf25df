namespace Samantha.Actors.Journal;

/// <summary>A journal could not be read or written. The message names the file, the reason and what to do next.</summary>
public sealed class JournalException : IOException
{
    public JournalException(JournalProblem problem, string message, Exception? innerException = null)
        : base(message, innerException) => Problem = problem;

    public JournalProblem Problem { get; }
}
