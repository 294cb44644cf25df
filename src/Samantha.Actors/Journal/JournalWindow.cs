using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Actors.Journal;

/// <summary>
/// Parts of a journal that may be very long: its last steps, or those from a step of the plan on. Only what is wanted is read.
/// </summary>
public static class JournalWindow
{
    private const string StartedType = "step-started";

    /// <summary>The records of the last so many steps, in the order of the journal; all records when there are not so many.</summary>
    public static IEnumerable<JournalRecord> Last(JournalReader reader, long steps) => reader.ReadFrom(reader.FindFromEnd(steps) ?? 1);

    /// <summary>
    /// The records from a step of the plan on, in the order of the plan. Where that is the journal's order the place is searched;
    /// a grouped session is read from its beginning and only shown from there.
    /// </summary>
    public static IEnumerable<JournalRecord> From(JournalReader reader, StepPosition step)
    {
        var inOrder = new PlanOrderedRecords(reader);
        return inOrder.IsReordered
            ? inOrder.Read().SkipWhile(record => StepOfEvent.Find(record.Json) is not { } at || at < step)
            : reader.ReadFrom(Find(reader, step));
    }

    /// <summary>No more than so many settled steps.</summary>
    public static IEnumerable<JournalRecord> Limit(IEnumerable<JournalRecord> records, long steps)
    {
        StepPosition? settled = null;
        long left = steps;
        foreach (JournalRecord record in records)
        {
            if (StepOfEvent.Find(record.Json) is { } step)
            {
                if (left == 0 && step != settled)
                {
                    yield break;
                }

                if (record.Type is "response-committed" or "step-failed" or "model-skipped" && step != settled)
                {
                    settled = step;
                    left--;
                }
            }

            yield return record;
        }
    }

    // Positions only grow along a journal that was written in the order of its plan.
    private static long Find(JournalReader reader, StepPosition wanted)
    {
        long from = 1, to = reader.CountRecords() + 1;
        while (from < to)
        {
            long middle = from + ((to - from) / 2);
            if (reader.FindNext(StartedType, middle) is { } record && record.Sequence < to
                && StepOfEvent.Find(record.Json) is { } step && step < wanted)
            {
                from = record.Sequence + 1;
            }
            else
            {
                to = middle;
            }
        }

        return reader.FindNext(StartedType, from)?.Sequence ?? reader.CountRecords() + 1;
    }
}
