namespace Samantha.Actors.Downloads;

/// <summary>An attempt failed in a way that may pass: a broken connection, a busy server. Never leaves the downloader.</summary>
internal sealed class TransientDownloadException : Exception
{
    public TransientDownloadException(string message, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(message, innerException) => RetryAfter = retryAfter;

    /// <summary>What the server asked for; the caller bounds it.</summary>
    public TimeSpan? RetryAfter { get; }
}
