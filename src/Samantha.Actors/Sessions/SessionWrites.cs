using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Sessions;

/// <summary>
/// A session's state and the events that are on their way to the journal. Folds an event the moment it is recorded, hands out
/// what is durable in order, and knows what was to be done then. Plain data for one owner; it sends nothing.
/// </summary>
internal sealed class SessionWrites(SessionId session, TimeProvider time)
{
    /// <summary>Events between two snapshots: folding so many takes a blink, and writing one is not felt among so many.</summary>
    internal const int SnapshotEvents = 2_000;

    private readonly Queue<Pending> _pending = new();
    private long _snapshotAt;
    private long _ticket;

    public SessionState State { get; private set; } = SessionState.Empty;

    /// <summary>The number of the whole plan's steps, for summaries; null when endless.</summary>
    public long? StepsTotal { get; set; }

    public void Restore(SessionState state)
    {
        State = state;
        _snapshotAt = state.LastSequence;
        _pending.Clear();
    }

    /// <summary>
    /// Makes the events with the next sequence numbers, folds them, and returns the order for the journal, which keeps all of
    /// them or none.
    /// </summary>
    public WriteEvents Record(
        ImmutableArray<Func<long, DateTimeOffset, SessionEvent>> makes, Action then, bool clearsPartial = false)
    {
        ImmutableArray<SessionEvent>.Builder events = ImmutableArray.CreateBuilder<SessionEvent>(makes.Length);
        foreach (Func<long, DateTimeOffset, SessionEvent> make in makes)
        {
            events.Add(make(State.LastSequence + 1, time.GetUtcNow()));
            State = State.Apply(events[^1]);
        }

        _pending.Enqueue(new Pending(++_ticket, events.ToImmutable(), then));
        return new WriteEvents(session, _ticket, events.ToImmutable(), Summary(), clearsPartial) { Snapshot = Snapshot() };
    }

    private SessionState? Snapshot()
    {
        if (State.LastSequence - _snapshotAt < SnapshotEvents)
        {
            return null;
        }

        _snapshotAt = State.LastSequence;
        return State;
    }

    /// <summary>The events that are durable now and what waits for that; null for an answer that nobody waits for.</summary>
    public (ImmutableArray<SessionEvent> Events, Action Then)? Written(long ticket)
    {
        if (!_pending.TryPeek(out Pending? next) || next.Ticket != ticket)
        {
            return null;
        }

        _pending.Dequeue();
        return (next.Events, next.Then);
    }

    public SessionSummary Summary() => new(
        State.Chain?.Name ?? "",
        StatusText(State),
        State.Origin?.AtUtc ?? State.StartedAtUtc, // A branch has the other session's beginning, and one of its own.
        State.LastAtUtc,
        State.StepsAnswered,
        StepsTotal,
        State.PromptTokens + State.ResponseTokens,
        State.StepsFailed);

    public static string StatusText(SessionState state) => state.Status switch
    {
        SessionStatus.Finished => SessionStatusText.Finished,
        SessionStatus.Stopped when state.LastStop?.Reason == SessionStopReason.Error => SessionStatusText.Failed,
        SessionStatus.Stopped => SessionStatusText.Stopped,
        SessionStatus.Running when state.IsPaused => SessionStatusText.Paused,
        _ => SessionStatusText.Running,
    };

    private sealed record Pending(long Ticket, ImmutableArray<SessionEvent> Events, Action Then);
}
