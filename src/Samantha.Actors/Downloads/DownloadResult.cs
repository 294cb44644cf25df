namespace Samantha.Actors.Downloads;

/// <summary>A finished download.</summary>
/// <param name="Path">The destination.</param>
/// <param name="SizeBytes">Size of the whole file.</param>
/// <param name="ResumedFromBytes">How much an earlier attempt had left; 0 for a download in one go.</param>
public sealed record DownloadResult(string Path, long SizeBytes, long ResumedFromBytes);
