using Samantha.Chains.Settings;

namespace Samantha.Chains.Plans;

/// <summary>
/// Arranges the models of each loop at random without equal neighbours, also across the border of two loops. Constructive: every
/// choice leaves the rest possible, so it always ends. The order of a loop follows from the seed and the loop's number alone;
/// the model that a loop begins with is drawn first, and the loop before it must not end with that one.
/// </summary>
internal sealed class ModelOrder
{
    private readonly int[] _kindOfModel;
    private readonly int[] _countOfKind;
    private readonly int[] _firstKinds;
    private readonly bool _hasBorders;
    private readonly ulong _seed;

    private ModelOrder(int[] kindOfModel, int[] countOfKind, int[] firstKinds, bool hasBorders, ulong seed)
    {
        _kindOfModel = kindOfModel;
        _countOfKind = countOfKind;
        _firstKinds = firstKinds;
        _hasBorders = hasBorders;
        _seed = seed;
    }

    /// <summary>Null leaves a problem that says why the models cannot be shuffled.</summary>
    public static ModelOrder? TryCreate(IReadOnlyList<string> names, bool isSingleLoop, ulong seed, out string problem)
    {
        var kinds = names.Distinct(StringComparer.Ordinal).ToList();
        var kindOfModel = names.Select(name => kinds.IndexOf(name)).ToArray();
        var counts = new int[kinds.Count];
        foreach (var kind in kindOfModel)
        {
            counts[kind]++;
        }

        problem = "";
        if (kinds.Count < 3)
        {
            problem = $"shuffle-models needs 3 different models, but the chain has {kinds.Count}. They run in the written order.";
            return null;
        }

        var first = FirstKinds(counts, hasBorders: !isSingleLoop);
        if (first.Length == 0)
        {
            var most = kinds[Array.IndexOf(counts, counts.Max())];
            problem = $"The models cannot be shuffled without equal neighbours, because {most} comes {counts.Max()} times in "
                + $"{names.Count}. They run in the written order.";
            return null;
        }

        return new ModelOrder(kindOfModel, counts, first, !isSingleLoop, seed);
    }

    /// <summary>The models of a loop (1-based) as indexes into the chain's list, in the order of their turns.</summary>
    public int[] OfLoop(long loop)
    {
        var previous = -1;
        var next = _hasBorders ? FirstKindOf(loop + 1) : -1;
        var random = new SplitMix64(SeedDerivation.ForLoop(_seed, loop, SeedPurpose.Shuffle));
        random.Next();
        var left = (int[])_countOfKind.Clone();
        var kinds = new int[_kindOfModel.Length];
        for (var turn = 0; turn < kinds.Length; turn++)
        {
            kinds[turn] = turn == 0 ? FirstKindOf(loop) : Draw(left, kinds.Length - turn, previous, next, ref random);
            previous = kinds[turn];
            left[previous]--;
        }

        return ToModels(kinds);
    }

    private int FirstKindOf(long loop)
    {
        var random = new SplitMix64(SeedDerivation.ForLoop(_seed, loop, SeedPurpose.Shuffle));
        return _firstKinds[random.NextBelow(_firstKinds.Length)];
    }

    private static int Draw(int[] left, int remaining, int previous, int next, ref SplitMix64 random)
    {
        var total = 0;
        var weights = new int[left.Length];
        for (var kind = 0; kind < left.Length; kind++)
        {
            if (kind != previous && left[kind] > 0 && IsPossibleAfter(kind, left, remaining, next))
            {
                weights[kind] = left[kind];
                total += left[kind];
            }
        }

        var ticket = random.NextBelow(total);
        for (var kind = 0; ; kind++)
        {
            ticket -= weights[kind];
            if (ticket < 0)
            {
                return kind;
            }
        }
    }

    private static bool IsPossibleAfter(int choice, int[] left, int remaining, int next)
    {
        left[choice]--;
        var possible = remaining == 1 ? choice != next : CanArrange(left, remaining - 1, choice, next);
        left[choice]++;
        return possible;
    }

    /// <summary>
    /// True when the models left can be put on so many places without equal neighbours, not beginning with one kind and not
    /// ending with another: each kind must fit on every second of the places that it may take.
    /// </summary>
    internal static bool CanArrange(int[] left, int places, int notFirst, int notLast)
    {
        for (var kind = 0; kind < left.Length; kind++)
        {
            var usable = places - (kind == notFirst ? 1 : 0) - (kind == notLast ? 1 : 0);
            if (left[kind] > (Math.Max(usable, 0) + 1) / 2)
            {
                return false;
            }
        }

        return true;
    }

    // The first models must be drawable independently of each other, so every pair of them (this loop's, the next loop's) has to
    // work.
    private static int[] FirstKinds(int[] counts, bool hasBorders)
    {
        var all = Enumerable.Range(0, counts.Length).ToArray();
        var most = Array.IndexOf(counts, counts.Max());
        int[][] candidates = [all, [.. all.Where(kind => kind != most)], [most]];
        foreach (var candidate in candidates)
        {
            var works = candidate.All(first => hasBorders
                ? candidate.All(next => CanStart(counts, first, next))
                : CanStart(counts, first, -1));
            if (works)
            {
                return candidate;
            }
        }

        return [];
    }

    private static bool CanStart(int[] counts, int first, int next)
    {
        var left = (int[])counts.Clone();
        return IsPossibleAfter(first, left, counts.Sum(), next);
    }

    private int[] ToModels(int[] kinds)
    {
        var models = new Queue<int>[_countOfKind.Length];
        for (var kind = 0; kind < models.Length; kind++)
        {
            models[kind] = new Queue<int>();
        }

        for (var model = 0; model < _kindOfModel.Length; model++)
        {
            models[_kindOfModel[model]].Enqueue(model);
        }

        return [.. kinds.Select(kind => models[kind].Dequeue())];
    }
}
