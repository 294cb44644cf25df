using Samantha.Chains.Plans;

namespace Samantha.Chains.Transcripts;

/// <summary>
/// Brings what a grouped session wrote, model after model, into the order of its plan. The stretches are read side by side and no
/// more than one item of each is held, so a session of any length can be shown. What is not about a step stays behind the step
/// that it followed.
/// </summary>
public static class PlanOrderMerge
{
    /// <param name="stretches">Each begins with an item about a step, and is in the order of the plan in itself.</param>
    /// <param name="stepOf">The step that an item is about; null when it is about none.</param>
    public static IEnumerable<T> Merge<T>(IEnumerable<IEnumerable<T>> stretches, Func<T, StepPosition?> stepOf)
    {
        var queue = new PriorityQueue<IEnumerator<T>, (StepPosition Step, int Number)>();
        var all = new List<IEnumerator<T>>();
        try
        {
            foreach (var stretch in stretches)
            {
                var items = stretch.GetEnumerator();
                all.Add(items);
                if (items.MoveNext())
                {
                    queue.Enqueue(items, (stepOf(items.Current) ?? default, all.Count));
                }
            }

            while (queue.TryDequeue(out var items, out var key))
            {
                var hasMore = true;
                do
                {
                    yield return items.Current;
                    hasMore = items.MoveNext();
                }
                while (hasMore && (stepOf(items.Current) is not { } step || step == key.Step));

                if (hasMore)
                {
                    queue.Enqueue(items, (stepOf(items.Current)!.Value, key.Number));
                }
            }
        }
        finally
        {
            all.ForEach(items => items.Dispose());
        }
    }
}
