namespace Samantha.Actors.Downloads;

/// <summary>
/// Fetches one model file: resumes, checks, and puts the file in place only when it is whole. Owns <c>*.part</c> and <c>*.part.json</c> beside
/// the destination; an existing destination stays until the new file is complete. Decides nothing about which models to fetch.
/// </summary>
public sealed class ModelDownloader
{
    /// <param name="http">Owned by the caller. Its certificate checks must be on; its Timeout should be infinite (stalls end here).</param>
    /// <param name="time">Clock for pauses and stalls.</param>
    public ModelDownloader(HttpClient http, TimeProvider time)
    {
        Http = http;
        Time = time;
    }

    private HttpClient Http { get; }

    private TimeProvider Time { get; }

    /// <exception cref="DownloadException">Any failure that the user should hear of.</exception>
    public Task<DownloadResult> DownloadAsync(
        Uri source,
        string destination,
        DownloadOptions options,
        IProgress<DownloadProgress>? progress,
        CancellationToken cancellation) => throw new NotImplementedException();
}
