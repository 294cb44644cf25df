namespace Samantha.Actors.Downloads;

/// <summary>A download failed. The message is for the user: what, why, what to do. Cancelling is not a failure.</summary>
public sealed class DownloadException : IOException
{
    public DownloadException(DownloadProblem problem, string message, Exception? innerException = null)
        : base(message, innerException) => Problem = problem;

    public DownloadProblem Problem { get; }
}
