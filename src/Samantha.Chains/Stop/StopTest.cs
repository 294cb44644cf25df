using System.Text;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Chains.Stop;

/// <summary>
/// Asks where other stop rules would have ended a session that is over: it replays the events and changes nothing. Only the
/// state of one moment is in memory.
/// </summary>
public static class StopTest
{
    /// <summary>
    /// Each rule of Other that holds after a step, step by step: the first is where the session would have ended, and those
    /// behind it where it would have without that. Zone is the one of the rule until; null = UTC. How full the disk was is not in
    /// a journal: the session's part is reckoned from what the events and the files of its code take, the free rest is not known.
    /// </summary>
    public static IEnumerable<StopHit> Run(IEnumerable<SessionEvent> events, StopSettings other, TimeZoneInfo? zone = null)
    {
        var state = SessionState.Empty;
        Plan? plan = null;
        long journalBytes = 0;
        foreach (var sessionEvent in events)
        {
            state = state.Apply(sessionEvent);
            journalBytes += other.DiskBytes is null ? 0 : JournalBytes(sessionEvent);
            plan = sessionEvent is SessionBranched ? null : plan;
            if (state.Chain is not { } chain || !IsEndOfStep(sessionEvent, state))
            {
                continue;
            }

            plan ??= Plan.Create(chain, state.BaseSeed);
            var clock = new StopClock(state.Elapsed(state.LastAtUtc), state.LastAtUtc, zone ?? TimeZoneInfo.Utc,
                new StopDisk(journalBytes + state.ProducedBytes, FreeBytes: null));
            var next = SessionDecisions.NextPosition(state, plan);
            var held = StopRules.All(chain with { Stop = other }, state, state.LastResponse, state.LastOutcome, next, clock,
                SessionDecisions.NeedsLoad(state, plan, next));
            foreach (var decision in held)
            {
                yield return new StopHit(state.LastSettled!.Position, decision.Rule, decision.Message, sessionEvent.Sequence);
            }
        }
    }

    // The text as UTF-8, and what the database adds to a row: time, name, checksum.
    private static long JournalBytes(SessionEvent sessionEvent) =>
        Encoding.UTF8.GetByteCount(SessionEventJson.Serialize(sessionEvent)) + 100;

    private static bool IsEndOfStep(SessionEvent sessionEvent, SessionState state) => sessionEvent switch
    {
        ResponseCommitted or StepFailed => state.Open is null && state.PendingCode is null,
        CodeExecuted => true,
        _ => false,
    };
}
