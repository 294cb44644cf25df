namespace Samantha.Engine.Tests.Sampling;

/// <summary>
/// The filters once more, written for reading and not for speed: double precision, fresh lists, quadratic searches. What the
/// product's filters keep is compared with this.
/// </summary>
internal static class ReferenceFilters
{
    internal sealed record Item(int Token, double Logit);

    public static List<Item> FromLogits(IEnumerable<float> logits) =>
        logits.Select((logit, token) => new Item(token, logit)).ToList();

    public static List<Item> Sorted(IEnumerable<Item> items) =>
        items.OrderByDescending(item => item.Logit).ThenBy(item => item.Token).ToList();

    public static double Probability(IReadOnlyCollection<Item> items, Item item, double temperature = 1)
    {
        double best = items.Max(other => other.Logit);
        return Math.Exp((item.Logit - best) / temperature) / items.Sum(other => Math.Exp((other.Logit - best) / temperature));
    }

    public static List<Item> TopK(List<Item> items, int k) => k <= 0 ? items : Sorted(items).Take(k).ToList();

    public static List<Item> TopP(List<Item> items, double p)
    {
        if (p >= 1)
        {
            return items;
        }

        List<Item> sorted = Sorted(items);
        for (int count = 1; count <= sorted.Count; count++)
        {
            if (sorted.Take(count).Sum(item => Probability(items, item)) >= p)
            {
                return sorted.Take(count).ToList();
            }
        }

        return sorted;
    }

    public static List<Item> MinP(List<Item> items, double minP)
    {
        if (minP <= 0)
        {
            return items;
        }

        double best = items.Max(item => Probability(items, item));
        return minP >= 1
            ? Sorted(items).Take(1).ToList()
            : items.Where(item => Probability(items, item) >= minP * best).ToList();
    }

    public static List<Item> Typical(List<Item> items, double limit)
    {
        if (limit >= 1)
        {
            return items;
        }

        double entropy = items.Sum(item => -Probability(items, item) * Math.Log(Probability(items, item)));
        List<Item> byDistance = items
            .OrderBy(item => Math.Abs(-Math.Log(Probability(items, item)) - entropy))
            .ToList();
        for (int count = 1; count <= byDistance.Count; count++)
        {
            if (limit <= 0 || byDistance.Take(count).Sum(item => Probability(items, item)) > limit)
            {
                return byDistance.Take(count).ToList();
            }
        }

        return byDistance;
    }

    /// <summary>Sort, differentiate twice, take absolute values, normalise, cut where the running sum exceeds z.</summary>
    public static List<Item> TailFree(List<Item> items, double z)
    {
        if (z >= 1)
        {
            return items;
        }

        List<Item> sorted = Sorted(items);
        if (z <= 0)
        {
            return sorted.Take(1).ToList();
        }

        if (sorted.Count <= 2)
        {
            return sorted;
        }

        double[] curve = sorted.Select(item => Probability(items, item)).ToArray();
        double[] slope = curve.Zip(curve.Skip(1), (left, right) => left - right).ToArray();
        double[] bend = slope.Zip(slope.Skip(1), (left, right) => Math.Abs(left - right)).ToArray();
        double[] weight = bend.Sum() > 1e-6
            ? bend.Select(value => value / bend.Sum()).ToArray()
            : bend.Select(_ => 1.0 / bend.Length).ToArray();
        for (int cut = 1; cut < weight.Length; cut++)
        {
            if (weight.Take(cut + 1).Sum() > z)
            {
                return sorted.Take(cut).ToList();
            }
        }

        return sorted;
    }
}
