using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;

namespace Samantha.Chains.Plans;

/// <summary>
/// The order in which the steps of a plan are answered: as written, or grouped, so that a model answers all its loops before the
/// next one is loaded. It follows from the stored chain alone, so the rules here are part of what journals mean: a session
/// that was started grouped must be grouped when it is resumed years later. They may learn of new settings, never change for old
/// ones. Grouped, the list's entries that share a load come one after the other, each with all its loops; within a turn nothing
/// changes.
/// </summary>
public sealed class ExecutionOrder : IComparer<StepPosition>
{
    /// <summary>A plan of more steps is ended by somebody, not by itself: as good as endless.</summary>
    public const long StepsGroupedMax = 1_000_000;

    private readonly int[] _rank;

    private ExecutionOrder(OrderReason reason, ImmutableArray<int> models)
    {
        (Reason, Models) = (reason, models);
        _rank = new int[models.Length];
        for (var rank = 0; rank < models.Length; rank++)
        {
            _rank[models[rank] - 1] = rank;
        }
    }

    public static ExecutionOrder AsWritten { get; } = new(OrderReason.AskedFor, []);

    public OrderReason Reason { get; }

    public bool IsGrouped => Reason == OrderReason.Grouped;

    /// <summary>Grouped: the models (1-based turns of a loop) in the order in which they work. Else empty.</summary>
    public ImmutableArray<int> Models { get; }

    public static ExecutionOrder Of(ChainDefinition chain)
    {
        if (chain.Models.IsEmpty || chain.Prompts.Items.IsEmpty)
        {
            return AsWritten;
        }

        var models = Grouped(chain);
        var reason = ReasonFor(chain, models);
        return new ExecutionOrder(reason, reason == OrderReason.Grouped ? models : []);
    }

    /// <summary>Where a model (1-based turn) stands in the order of a grouped plan, from 0.</summary>
    public int RankOf(int model) => _rank[model - 1];

    public int Compare(StepPosition x, StepPosition y)
    {
        if (!IsGrouped || x.Model == y.Model)
        {
            return x.CompareTo(y);
        }

        return RankOf(x.Model).CompareTo(RankOf(y.Model));
    }

    /// <summary>True when one follows the other without another model in between, as far as skipping a model goes.</summary>
    public bool IsSameTurn(StepPosition x, StepPosition y) => x.Model == y.Model && (IsGrouped || x.Loop == y.Loop);

    // What is loaded alike comes together, in the order of its first entry.
    private static ImmutableArray<int> Grouped(ChainDefinition chain) =>
    [
        .. chain.Models.Select((entry, index) => (Key: PlanCounts.LoadKey(chain, entry), Model: index + 1))
            .GroupBy(entry => entry.Key).SelectMany(group => group.Select(entry => entry.Model)),
    ];

    private static OrderReason ReasonFor(ChainDefinition chain, ImmutableArray<int> grouped)
    {
        if (chain.Schedule == Schedule.AsWritten)
        {
            return OrderReason.AskedFor;
        }

        if (PlanCounts.Steps(chain) is not <= StepsGroupedMax)
        {
            return chain.Models.Length == 1 || chain.Responses.IsEndless ? OrderReason.NothingToSave : OrderReason.Endless;
        }

        var turns = PlanCounts.Turns(chain)!.Value;
        return GroupedLoads(chain, grouped, turns) >= PlanCounts.WrittenLoads(chain, turns) ? OrderReason.NothingToSave
            : chain.ShuffleModels ? OrderReason.Shuffled
            : chain.FeedbackLoop ? OrderReason.Feedback
            : chain.Prompts.UsesFullText ? OrderReason.FullText
            : MayEndOnTheWay(chain) ? OrderReason.StopRule
            : SharesBetweenPrograms(chain) ? OrderReason.SharedCode
            : !chain.Health.IsOff ? OrderReason.Health
            : OrderReason.Grouped;
    }

    internal static long GroupedLoads(ChainDefinition chain, ImmutableArray<int> grouped, long turns) =>
        grouped.Where(model => PlanCounts.TurnsOf(model, chain.Models.Length, turns) > 0)
            .Select(model => PlanCounts.LoadKey(chain, chain.Models[model - 1])).Distinct().LongCount();

    // Whoever sets such a rule wants to have, when it strikes, what the written order gives until then. The line that ends every
    // chain unless it is switched off is no such wish.
    // Nor is what only saves a disk or ends a session in which nothing works.
    private static bool MayEndOnTheWay(ChainDefinition chain) =>
        WithoutNets(chain.Stop) != WithoutNets(StopSettings.Default)
        || IsOwnLine(chain.Stop.ResponseLine) || (chain.RunCode && IsOwnLine(chain.Stop.OutputLine));

    private static StopSettings WithoutNets(StopSettings stop) => stop with
    {
        ResponseLine = null, OutputLine = null, DiskBytes = null, DiskFreeBytes = null, FailuresInARow = null,
    };

    private static bool IsOwnLine(string? line) => line is not null and not StopSettings.DefaultResponseLine;

    // With a folder that programs may write to, or a network, one program can find what another left.
    private static bool SharesBetweenPrograms(ChainDefinition chain) =>
        chain.RunCode && (chain.Code.Network || !chain.Code.Writable.IsDefaultOrEmpty);
}
