using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Transcripts;

namespace Samantha.Actors.Journal;

/// <summary>
/// A journal's records in the order of the plan. A session whose steps were grouped by model wrote them in another one; every
/// other journal is read as it is. What a grouped session adds after the first reading is left out of later ones, so that all of
/// them agree.
/// </summary>
public sealed class PlanOrderedRecords(JournalReader reader)
{
    /// <summary>Records that are read ahead for all models together.</summary>
    private const int AheadMax = 4096;
    private const int AheadMin = 8;

    private const string StartedType = "step-started";

    private readonly bool _isGrouped = IsGrouped(reader);
    private Layout? _layout;

    /// <summary>Whether the order differs from the journal's.</summary>
    public bool IsReordered => _isGrouped;

    /// <summary>Streams the records; the reader tells of damage.</summary>
    public IEnumerable<JournalRecord> Read() => IsReordered ? ReadGrouped(_layout ??= Lay()) : reader.ReadFrom();

    public static bool IsGrouped(JournalReader reader)
    {
        try
        {
            return reader.ReadFrom().FirstOrDefault() is { } first
                && ChainOfEvent.Find(first.Json) is { } chain && ExecutionOrder.Of(ChainJson.Deserialize(chain)).IsGrouped;
        }
        catch (FormatException)
        {
            return false; // From a newer version: shown as it is.
        }
    }

    private IEnumerable<JournalRecord> ReadGrouped(Layout layout)
    {
        int ahead = Math.Clamp(AheadMax / Math.Max(1, layout.Stretches.Count), AheadMin, AheadMax / 16);
        IEnumerable<JournalRecord> Part(long first, long last) => reader.ReadFrom(first, ahead).TakeWhile(r => r.Sequence <= last);

        long head = layout.Stretches.Count > 0 ? layout.Stretches[0].First - 1 : layout.Tail - 1;
        return Part(1, head)
            .Concat(PlanOrderMerge.Merge(
                layout.Stretches.Select(s => Part(s.First, s.Last)), record => StepOfEvent.Find(record.Json)))
            .Concat(layout.Tail <= layout.Last ? Part(layout.Tail, layout.Last) : []);
    }

    // One pass over the journal, which also tells how much of it is intact.
    private Layout Lay()
    {
        var firsts = new List<long>();
        (StepPosition Step, long First)? open = null;
        int? model = null;
        long last = 0;
        string lastType = "";
        foreach (JournalRecord record in reader.ReadFrom())
        {
            (last, lastType) = (record.Sequence, record.Type);
            if (StepOfEvent.Find(record.Json) is not { } step)
            {
                continue;
            }

            if (step.Model != model)
            {
                model = step.Model;
                firsts.Add(record.Sequence);
            }

            open = record.Type != StartedType ? null : open?.Step == step ? open : (step, record.Sequence);
        }

        // How the session ended stands at the end, and so does the step that is being answered.
        long tail = lastType is "session-finished" or "session-stopped" ? last : open?.First ?? last + 1;
        return new Layout(
            [
                .. firsts.Select((first, i) =>
                    new Stretch(first, Math.Min(tail, i + 1 < firsts.Count ? firsts[i + 1] : last + 1) - 1))
                    .Where(stretch => stretch.First <= stretch.Last),
            ],
            tail, last);
    }

    private sealed record Stretch(long First, long Last);

    /// <param name="Stretches">Each is what one model wrote, in the order of the journal.</param>
    /// <param name="Tail">The first record of what stands at the end whatever the order; one behind the last: nothing does.</param>
    /// <param name="Last">The last record.</param>
    private sealed record Layout(IReadOnlyList<Stretch> Stretches, long Tail, long Last);
}
