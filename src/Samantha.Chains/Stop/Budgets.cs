using System.Collections.Immutable;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Chains.Stop;

/// <summary>
/// The stop rules that are limits: how much of each is used, for whoever shows a session, and those about loads, disk and
/// failures, for <see cref="StopRules"/>.
/// </summary>
public static class Budgets
{
    /// <summary>
    /// Every limit of the chain with what is used of it, in the order of the rules. Limits of the disk are left out while nobody
    /// measured it.
    /// </summary>
    public static ImmutableArray<BudgetUse> Of(SessionState state, StopClock clock)
    {
        if (state.Chain is not { } chain)
        {
            return [];
        }

        var rules = chain.Stop;
        var uses = ImmutableArray.CreateBuilder<BudgetUse>();
        void Add(StopRule rule, BudgetUnit unit, double? used, double? limit)
        {
            if (used is { } some && limit is { } most)
            {
                uses.Add(new BudgetUse(rule, unit, some, most));
            }
        }

        Add(StopRule.TotalTokens, BudgetUnit.Count, state.ResponseTokens, rules.TotalTokens);
        Add(StopRule.WallTime, BudgetUnit.Seconds, clock.Elapsed.TotalSeconds, rules.WallTime?.TotalSeconds);
        Add(StopRule.Steps, BudgetUnit.Count, state.StepsAnswered, rules.Steps);
        Add(StopRule.Loops, BudgetUnit.Count, LoopOf(state), rules.Loops);
        if (rules.Until is { } until)
        {
            var end = WallClock.NextUtc(state.RunSinceUtc, until, clock.Zone);
            uses.Add(new BudgetUse(StopRule.Until, BudgetUnit.Seconds, Math.Max(0, (clock.NowUtc - state.RunSinceUtc).TotalSeconds),
                (end - state.RunSinceUtc).TotalSeconds, until));
        }

        Add(StopRule.Loads, BudgetUnit.Count, state.Loads, rules.Loads);
        Add(StopRule.Disk, BudgetUnit.Bytes, clock.Disk?.SessionBytes, rules.DiskBytes);
        Add(StopRule.DiskFree, BudgetUnit.Bytes, clock.Disk?.FreeBytes, rules.DiskFreeBytes);
        Add(StopRule.FailuresInARow, BudgetUnit.Count, state.FailuresInARow, rules.FailuresInARow);
        return uses.ToImmutable();
    }

    /// <summary>The same a while later, in the middle of a step: time has passed, and the response has so many tokens.</summary>
    public static ImmutableArray<BudgetUse> Later(ImmutableArray<BudgetUse> uses, TimeSpan passed, int responseTokens) =>
    [
        .. uses.Select(use => use switch
        {
            { Unit: BudgetUnit.Seconds } => use with { Used = use.Used + passed.TotalSeconds },
            { Rule: StopRule.TotalTokens } => use with { Used = use.Used + responseTokens },
            _ => use,
        }),
    ];

    /// <summary>The one that ends the session first, as far as shares tell; null without any.</summary>
    public static BudgetUse? Tightest(ImmutableArray<BudgetUse> uses) => uses.IsEmpty ? null : uses.MaxBy(use => use.Share);

    /// <summary>Whether a chain has any limit.</summary>
    public static bool Any(StopSettings rules) => MeasuresDisk(rules) || rules.TotalTokens is not null || rules.Steps is not null
        || rules.Loops is not null || rules.WallTime is not null || rules.Until is not null || rules.Loads is not null
        || rules.FailuresInARow is not null;

    /// <summary>Whether a chain has a limit that needs the disk to be measured.</summary>
    public static bool MeasuresDisk(StopSettings rules) => rules.DiskBytes is not null || rules.DiskFreeBytes is not null;

    internal static IEnumerable<StopDecision> Reached(StopSettings rules, SessionState state, StopClock clock, bool needsLoad)
    {
        if (rules.Loads is { } loads && needsLoad && state.Loads >= loads)
        {
            yield return new StopDecision(StopRule.Loads,
                $"Models have been loaded {state.Loads} {(state.Loads == 1 ? "time" : "times")}, and the next step needs another "
                + $"load: the limit is {loads}.");
        }

        if (rules.DiskBytes is { } disk && clock.Disk is { } measured && measured.SessionBytes >= disk)
        {
            yield return new StopDecision(StopRule.Disk,
                $"The session's folder holds {BudgetWords.Bytes(measured.SessionBytes)}: the limit is {BudgetWords.Bytes(disk)}.");
        }

        if (rules.DiskFreeBytes is { } free && clock.Disk?.FreeBytes is { } left && left < free)
        {
            yield return new StopDecision(StopRule.DiskFree,
                $"{BudgetWords.Bytes(left)} are left free on the disk of the session: {BudgetWords.Bytes(free)} must stay free.");
        }

        if (rules.FailuresInARow is { } failures && state.FailuresInARow >= failures)
        {
            yield return new StopDecision(StopRule.FailuresInARow,
                $"{state.FailuresInARow} {(state.FailuresInARow == 1 ? "step" : "steps")} in a row failed, the last for the reason "
                + $"{state.LastFailure}: the limit is {failures}.");
        }
    }

    // Loops that are done. The last one is done with its last step, or when the session ended because nothing comes in it any more.
    // A chain with this limit is never grouped by model.
    private static double LoopOf(SessionState state)
    {
        if (state.Open is { } open)
        {
            return open.Position.Loop - 1;
        }

        if (state.LastSettled is not { Position: var last })
        {
            return 0;
        }

        bool isOver = PlanCounts.EndsLoop(state.Chain!, last) || state.Status == SessionStatus.Finished
            || state is { Status: SessionStatus.Stopped, LastStop.Rule: StopRule.Loops };
        return isOver ? last.Loop : last.Loop - 1;
    }
}
