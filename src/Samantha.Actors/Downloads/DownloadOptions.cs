namespace Samantha.Actors.Downloads;

/// <summary>Limits and checks of a download, with defaults that suit files of many gigabytes on a poor line.</summary>
public sealed record DownloadOptions
{
    /// <summary>Expected SHA-256, hexadecimal; null: not checked.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Expected size in bytes; null: what the server says.</summary>
    public long? SizeBytes { get; init; }

    /// <summary>Attempts in a row that bring no new byte.</summary>
    public int AttemptsWithoutProgressMax { get; init; } = 5;

    /// <summary>First pause between attempts; doubles each time.</summary>
    public int RetryPauseMs { get; init; } = 1_000;

    public int RetryPauseMsMax { get; init; } = 30_000;

    /// <summary>A connection that brings no byte for so long is given up.</summary>
    public int StallTimeoutMs { get; init; } = 60_000;

    /// <summary>Kept free on the disk beyond the file itself, so that the journal can go on.</summary>
    public long FreeBytesMin { get; init; } = 256L * 1024 * 1024;
}
