namespace Samantha.Actors.Storage;

/// <summary>Who holds (or last held) a session's lock. Information for people; whether the lock is held is decided by the OS
/// alone.</summary>
public sealed record SessionLockOwner(int ProcessId, DateTimeOffset SinceUtc);
