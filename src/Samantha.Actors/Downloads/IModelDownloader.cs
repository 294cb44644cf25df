namespace Samantha.Actors.Downloads;

/// <summary>Fetches one model: <see cref="ModelDownloader"/>, or a simulation.</summary>
public interface IModelDownloader
{
    /// <inheritdoc cref="ModelDownloader.DownloadAsync"/>
    Task<DownloadResult> DownloadAsync(
        Uri source, string destination, DownloadOptions options, IProgress<DownloadProgress>? progress, CancellationToken cancellation);
}
