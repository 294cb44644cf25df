using System.Text.Json;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Steps;
using Samantha.Actors.Storage;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Simulation.Driving;
using Samantha.Simulation.Runtime;
using Samantha.Simulation.World;

namespace Samantha.Simulation.Checking;

/// <summary>
/// What must hold after every event, whatever happened. It watches messages, the disk and the engines from outside and keeps its own
/// books; a breach ends the run with a <see cref="LawBrokenException"/>.
/// </summary>
internal sealed class Laws(SimWorld world) : IWitness
{
    /// <summary>The longest limit of the watchdog, what it may expect, and what is late.</summary>
    private static readonly TimeSpan s_stuckMax = TimeSpan.FromSeconds(60);

    private readonly Dictionary<SessionId, SessionState> _recorded = [];
    private readonly Dictionary<SessionId, long> _shown = [];
    private readonly HashSet<(SessionId, StepPosition)> _answered = [];
    private readonly HashSet<SessionId> _opening = [];
    private readonly HashSet<SessionId> _readBack = [];
    private readonly Dictionary<SessionId, StepPosition?> _stopping = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;
    private int _recycled;

    public Trace Trace { get; } = new();

    /// <summary>A breach that was seen where it could not be thrown, because an actor would have caught it.</summary>
    public string? Breach { get; private set; }

    public void Require(bool holds, string message)
    {
        if (!holds)
        {
            Breach ??= message;
        }
    }

    public void Sent(IActorRef receiver, object message)
    {
        // Whatever else: all of it happens on one thread, or a seed is worth nothing.
        if (Environment.CurrentManagedThreadId != _thread)
        {
            Require(false, $"{message.GetType().Name} was sent from another thread: {Environment.StackTrace}");
        }

        switch (message)
        {
            case CreateJournal create:
                _opening.Add(create.Session);
                break;
            case ReopenJournal reopen:
                _opening.Add(reopen.Session);
                break;
            case WriteEvents write:
                Record(write);
                break;
            case DecideNext ask when SessionId.TryParse(ask.State.SessionId, out SessionId session):
                Require(
                    _recorded.TryGetValue(session, out SessionState? recorded) && IsSame(ask.State, recorded),
                    $"the state of {session} is not what its events add up to");
                break;
        }
    }

    public void Taken(IActorRef actor, object message)
    {
        world.Events++;

        // The first answer counts; one that an earlier instance of the session asked for is ignored.
        if (message is JournalOpened opened && _opening.Remove(opened.Session))
        {
            _recorded[opened.Session] = opened.State;
        }

        Trace.Add(world.Time.Elapsed, actor.Path, message);
    }

    /// <summary>At most one engine process, at any time.</summary>
    public void EnginesChanged() =>
        Require(world.Engines.Count <= 1, $"{world.Engines.Count} engine processes are alive at the same time");

    /// <summary>An engine that gets nowhere is ended in time, by its watchdog.</summary>
    public void LookAtEngines()
    {
        foreach (SimEngine engine in world.Engines)
        {
            Require(
                engine.StuckSince is not { } since || world.Time.Awake - since < s_stuckMax,
                $"an engine that got nowhere for {s_stuckMax} is still there");
        }
    }

    /// <summary>An event reaches the disk.</summary>
    public void Append(DurableSession stored, SessionEvent next)
    {
        try
        {
            stored.Append(next);
        }
        catch (SessionInvariantException e)
        {
            Require(false, $"{stored.Session}: {next.GetType().Name} cannot follow what is on the disk: {e.Message}");
            return;
        }

        KeepsItsWord(stored, next);
        if (next is EngineRecycled recycled)
        {
            Require(++_recycled <= world.Silences, $"the watchdog ended an engine that worked: {recycled.Message}");
        }

        if (next is ResponseCommitted
            {
                StopReason: not (ResponseStopReason.Interrupted or ResponseStopReason.RejectedByDetector),
            } committed)
        {
            Require(_answered.Add((stored.Session, committed.Position)), $"{committed.Position} was answered twice");
        }

        Trace.Add(world.Time.Elapsed, stored.Session, next);
    }

    /// <summary>The program was killed, and with it what it had been asked to do.</summary>
    public void ProgramDied() => _stopping.Clear();

    /// <summary>A program that starts reads a journal back: it must add up to what it added up to when it was written.</summary>
    public SessionState ReadBack(DurableSession stored)
    {
        SessionState read = stored.Read();
        Require(
            IsSame(read, stored.State) && (!_readBack.Add(stored.Session) || JsonSerializer.Serialize(read) == JsonSerializer.Serialize(stored.State)),
            $"{stored.Session}: the journal that was read adds up to another state than the one that was written");
        return read;
    }

    public void Heard(SessionNews news)
    {
        if (news is SessionGone gone)
        {
            _stopping.Remove(gone.Session);
        }

        if (news is not SessionEventRecorded shown)
        {
            return;
        }

        long sequence = shown.Event.Sequence;
        DurableSession? stored = world.Disk.GetValueOrDefault(shown.Session);
        Require(
            stored is not null && sequence <= stored.State.LastSequence,
            $"{shown.Event.GetType().Name} was shown as done and is not on the disk");
        Require(
            stored is null || sequence > stored.State.LastSequence
            || ReferenceEquals(stored.Events[(int)sequence - 1], shown.Event)
            || stored.Line(sequence) == SessionEventJson.Serialize(shown.Event),
            $"{shown.Event.GetType().Name} was shown as done, but something else is on the disk");
        Require(sequence > _shown.GetValueOrDefault(shown.Session), $"event {sequence} was shown twice or too late");
        _shown[shown.Session] = sequence;
    }

    /// <summary>An actor failed. Only those may that were made to.</summary>
    public void Failed(ActorError error)
    {
        for (Exception? cause = error.Cause; cause is not null; cause = cause.InnerException)
        {
            // A session whose StopConditionActor was made to fail begins anew by failing itself.
            if (cause is InjectedException or InvalidOperationException { Message: "what comes next could not be decided" })
            {
                return;
            }
        }

        Require(false, $"{error.LogSource} failed: {error.Cause}");
    }

    // Whatever fails meanwhile: a session that was asked to end begins no other step than the one that was open.
    private void KeepsItsWord(DurableSession stored, SessionEvent next)
    {
        switch (next)
        {
            case StopRequested:
                _stopping.TryAdd(stored.Session, stored.State.Open?.Position);
                break;
            case StepStarted started when _stopping.TryGetValue(stored.Session, out StepPosition? open):
                Require(started.Position == open, $"{stored.Session} began {started.Position} although it was asked to end");
                break;
        }
    }

    private void Record(WriteEvents write)
    {
        foreach (SessionEvent next in write.Events)
        {
            try
            {
                _recorded[write.Session] = _recorded.GetValueOrDefault(write.Session, SessionState.Empty).Apply(next);
            }
            catch (SessionInvariantException e)
            {
                Require(false, $"{write.Session} recorded {next.GetType().Name}, which cannot be: {e.Message}");
            }
        }
    }

    // Some members have no equality of their own: chains, orders, collections. What they say is compared then.
    private static bool IsSame(SessionState one, SessionState other) =>
        one.Fingerprint == other.Fingerprint
        && (one with { Chain = null, Order = other.Order } == other with { Chain = null } || Text(one) == Text(other));

    private static string Text(SessionState state) => JsonSerializer.Serialize(state with { Chain = null });
}
