namespace Samantha.Chains.Stop;

/// <summary>
/// The disk as the stop rules see it: what the session's folder holds (journal, files that its code left, page) and what is free
/// where it lies.
/// </summary>
public sealed record StopDisk(long SessionBytes, long? FreeBytes);
