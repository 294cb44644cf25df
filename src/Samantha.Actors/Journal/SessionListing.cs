using Samantha.Actors.Storage;

namespace Samantha.Actors.Journal;

/// <summary>One session in a list.</summary>
/// <param name="Id">The session.</param>
/// <param name="Folder">Absolute path of its folder.</param>
/// <param name="Summary">Null when the journal cannot be read or there is no event yet.</param>
/// <param name="IsAlive">A process holds the session's lock now.</param>
/// <param name="Owner">Who holds it; only when alive and known.</param>
/// <param name="Problem">Why the session cannot be shown in full, for the user; null when all is well.</param>
public sealed record SessionListing(
    SessionId Id,
    string Folder,
    SessionSummary? Summary,
    bool IsAlive,
    SessionLockOwner? Owner,
    string? Problem)
{
    /// <summary>The session that it is a branch of; null for every other one.</summary>
    public SessionId? Origin { get; init; }

    /// <summary>One of <see cref="SessionStatusText"/>, taking liveness and damage into account.</summary>
    public string Status => Summary switch
    {
        _ when Problem is not null => SessionStatusText.Damaged,
        null => IsAlive ? SessionStatusText.Running : SessionStatusText.Empty,
        { Status: SessionStatusText.Running or SessionStatusText.Paused } when !IsAlive => SessionStatusText.Interrupted,
        _ => Summary.Status,
    };
}
