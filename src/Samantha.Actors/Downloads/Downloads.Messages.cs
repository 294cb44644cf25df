namespace Samantha.Actors.Downloads;

// All messages of the DownloadActor. Every answer repeats the job, and goes to the sender of the order.

public sealed record FetchModel(Guid Job, Uri Source, string Path);

/// <summary>
/// Ends a download; what it has is kept for the next attempt. Answered with <see cref="DownloadCancelled"/> when it ran.
/// </summary>
public sealed record CancelDownload(Guid Job);

public sealed record DownloadProgressed(Guid Job, DownloadProgress Progress);

public sealed record ModelDownloaded(Guid Job, string Path);

public sealed record DownloadFailed(Guid Job, string Message);

public sealed record DownloadCancelled(Guid Job);
