namespace Samantha.Actors.Downloads;

/// <summary>How far a download is.</summary>
/// <param name="ReceivedBytes">Including what an earlier attempt left.</param>
/// <param name="TotalBytes">Null when the server does not say.</param>
/// <param name="Attempt">1-based.</param>
/// <param name="WaitingMs">Not null while waiting to try again.</param>
/// <param name="Note">Why it waits or starts over; null in the normal case.</param>
public sealed record DownloadProgress(
    long ReceivedBytes, long? TotalBytes, int Attempt, long? WaitingMs = null, string? Note = null);
