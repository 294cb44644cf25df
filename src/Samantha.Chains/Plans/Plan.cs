using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Samantha.Chains.ChainFiles;

namespace Samantha.Chains.Plans;

/// <summary>
/// Every step of a chain in order, computed when asked for: for each loop, for each model's turn, for each round, for each
/// prompt. An endless plan costs nothing. With a single response per model, turn i answers prompt i and the plan ends with the
/// shorter of the two. That is the order in which results are shown; <see cref="Order"/> is the one in which they come to be,
/// and First, After, AfterTurn and AfterModel follow it. It knows nothing of what has been answered; that is the session's state.
/// </summary>
public sealed class Plan
{
    /// <summary>Up to this many turns the changes of models are counted one by one.</summary>
    private const int TurnsCountedMax = 100_000;

    private readonly ChainDefinition _chain;
    private readonly ModelOrder? _shuffled;
    private readonly RepeatCount _rounds;
    private readonly int _promptsPerRound;
    private CachedLoop? _cached;

    private Plan(ChainDefinition chain, ulong sessionSeed)
    {
        if (chain.Models.IsEmpty || chain.Prompts.Items.IsEmpty)
        {
            throw new ArgumentException("A plan needs at least one model and one prompt.", nameof(chain));
        }

        _chain = chain;
        _rounds = PlanCounts.Rounds(chain);
        _promptsPerRound = chain.SingleResponsePerModel ? 1 : chain.Prompts.Count;
        if (chain.ShuffleModels)
        {
            _shuffled = ModelOrder.TryCreate(
                [.. chain.Models.Select(model => model.Name)], isSingleLoop: chain.Loops.Times == 1, sessionSeed,
                    out var problem);
            Warnings = _shuffled is null ? [problem] : [];
        }

        Order = ExecutionOrder.Of(chain);
        TurnsTotal = PlanCounts.Turns(chain);
        TotalSteps = PlanCounts.Steps(chain);
    }

    /// <summary>What the plan could not do as the chain asks, in words.</summary>
    public ImmutableArray<string> Warnings { get; } = [];

    /// <summary>The turns of models in the whole plan; null when endless or beyond a long.</summary>
    public long? TurnsTotal { get; }

    /// <summary>The steps in the whole plan; null when endless or beyond a long.</summary>
    public long? TotalSteps { get; }

    /// <summary>How often a model gets the whole prompt list in one turn: once for each response and combination of a sweep.</summary>
    public RepeatCount RoundsPerTurn => _rounds;

    public ExecutionOrder Order { get; }

    /// <summary>The first step, in whichever order.</summary>
    public StepPosition First { get; } = new(1, 1, 1, 1);

    /// <summary>The plan of a chain. The seed matters only for shuffled models.</summary>
    public static Plan Create(ChainDefinition chain, ulong sessionSeed) => new(chain, sessionSeed);

    public bool Contains(StepPosition position)
    {
        if (!_chain.Loops.Includes(position.Loop) || position.Model < 1 || position.Model > _chain.Models.Length
            || !_rounds.Includes(position.Round) || position.Prompt < 1 || position.Prompt > _chain.Prompts.Count)
        {
            return false;
        }

        return !_chain.SingleResponsePerModel || position.Prompt == TurnOf(position);
    }

    /// <summary>The step that is answered after this one; null at the end of the plan.</summary>
    public StepPosition? After(StepPosition position)
    {
        Require(position);
        return AfterPrompt(position) ?? AfterTurn(position);
    }

    /// <summary>The first step of the turn that comes after this one, whatever is left of this one; null at the end.</summary>
    public StepPosition? AfterTurn(StepPosition position)
    {
        Require(position);
        return Order.IsGrouped ? NextLoop(position) ?? AfterModel(position) : NextWrittenTurn(position);
    }

    /// <summary>
    /// The first step that another model has, whatever this one has left before it: of this turn, and in a grouped plan of all its
    /// turns. Null at the end of the plan.
    /// </summary>
    public StepPosition? AfterModel(StepPosition position)
    {
        Require(position);
        if (!Order.IsGrouped)
        {
            return NextWrittenTurn(position);
        }

        // With a single response per model the plan may be over before some models have a turn.
        for (var rank = Order.RankOf(position.Model) + 1; rank < Order.Models.Length; rank++)
        {
            if (Existing(1, Order.Models[rank]) is { } first)
            {
                return first;
            }
        }

        return null;
    }

    /// <summary>The model that has to be loaded next after the one of this step; null when no other one comes.</summary>
    public ModelEntry? NextLoadAfter(StepPosition position)
    {
        var now = StepAt(position).Model;
        StepPosition? next = position;
        for (var turn = 0; turn < _chain.Models.Length; turn++)
        {
            next = AfterModel(next.Value);
            if (next is not { } at)
            {
                return null;
            }

            var model = StepAt(at).Model;
            if (!IsSameLoad(now, model))
            {
                return model;
            }
        }

        return null;
    }

    public PlannedStep StepAt(StepPosition position)
    {
        Require(position);
        var model = ModelOfTurn(position.Loop, position.Model);
        return new PlannedStep(position, _chain.Models[model], model + 1, _chain.Prompts.Items[position.Prompt - 1],
            NumberOf(position));
    }

    /// <summary>The plan's steps from a position on as written, as they are asked for.</summary>
    public IEnumerable<PlannedStep> From(StepPosition position)
    {
        Require(position);
        for (StepPosition? next = position; next is { } at; next = AfterPrompt(at) ?? NextWrittenTurn(at))
        {
            yield return StepAt(at);
        }
    }

    /// <summary>
    /// The how-manieth step this is to be answered, from 1: what a person who watches counts. Null when it does not fit a
    /// long.
    /// </summary>
    public long? TurnInOrder(StepPosition position)
    {
        Require(position);
        if (!Order.IsGrouped)
        {
            return NumberOf(position);
        }

        var turns = TurnsTotal!.Value;
        long before = 0;
        for (var rank = 0; rank < Order.RankOf(position.Model); rank++)
        {
            before += PlanCounts.TurnsOf(Order.Models[rank], _chain.Models.Length, turns);
        }

        before += position.Loop - 1;
        return _chain.SingleResponsePerModel
            ? before + 1
            : (((before * _rounds.Times!.Value) + position.Round - 1) * _promptsPerRound) + position.Prompt;
    }

    /// <summary>
    /// How many times a model has to be loaded, the first time included; null when the plan is endless or too long to say.
    /// </summary>
    public long? LoadForecast() => Order.IsGrouped
        ? ExecutionOrder.GroupedLoads(_chain, Order.Models, TurnsTotal!.Value)
        : LoadForecastAsWritten();

    /// <summary>The same if the steps are answered as written.</summary>
    public long? LoadForecastAsWritten()
    {
        if (TurnsTotal is not { } turns)
        {
            return null;
        }

        if (_shuffled is null)
        {
            return PlanCounts.WrittenLoads(_chain, turns);
        }

        if (turns > TurnsCountedMax)
        {
            return null;
        }

        long loads = 0;
        ModelEntry? last = null;
        for (long turn = 0; turn < turns; turn++)
        {
            var models = _chain.Models.Length;
            var model = _chain.Models[ModelOfTurn((turn / models) + 1, (int)(turn % models) + 1)];
            loads += last is not null && IsSameLoad(last, model) ? 0 : 1;
            last = model;
        }

        return loads;
    }

    /// <summary>True when a model that is loaded for one entry serves the other too.</summary>
    public bool IsSameLoad(ModelEntry left, ModelEntry right) => PlanCounts.IsSameLoad(_chain, left, right);

    private StepPosition? AfterPrompt(StepPosition position)
    {
        if (_chain.SingleResponsePerModel)
        {
            return null;
        }

        if (position.Prompt < _chain.Prompts.Count)
        {
            return position with { Prompt = position.Prompt + 1 };
        }

        return _rounds.Includes(position.Round + 1) ? position with { Round = position.Round + 1, Prompt = 1 } : null;
    }

    private StepPosition? NextWrittenTurn(StepPosition position) => position.Model < _chain.Models.Length
        ? Existing(position.Loop, position.Model + 1)
        : Existing(position.Loop + 1, 1);

    private StepPosition? NextLoop(StepPosition position) => Existing(position.Loop + 1, position.Model);

    // The first step of a turn; null when the plan ends before it.
    private StepPosition? Existing(long loop, int model)
    {
        var first = new StepPosition(loop, model, 1, 1);
        if (!_chain.SingleResponsePerModel)
        {
            return _chain.Loops.Includes(loop) ? first : null;
        }

        var prompt = TurnOf(first);
        return _chain.Loops.Includes(loop) && prompt <= _chain.Prompts.Count ? first with { Prompt = (int)prompt } : null;
    }

    private long? NumberOf(StepPosition position)
    {
        if (_chain.SingleResponsePerModel)
        {
            return position.Prompt;
        }

        if (_rounds.Times is not { } rounds)
        {
            // Endless rounds: only the first turn is ever reached.
            return position is { Loop: 1, Model: 1 }
                ? PlanCounts.ToLong(((Int128)(position.Round - 1) * _promptsPerRound) + position.Prompt)
                : null;
        }

        var turns = ((Int128)(position.Loop - 1) * _chain.Models.Length) + position.Model - 1;
        return PlanCounts.ToLong((((turns * rounds) + position.Round - 1) * _promptsPerRound) + position.Prompt);
    }

    private Int128 TurnOf(StepPosition position) => ((Int128)(position.Loop - 1) * _chain.Models.Length) + position.Model;

    private int ModelOfTurn(long loop, int turn)
    {
        if (_shuffled is null)
        {
            return turn - 1;
        }

        // A plan may be asked from several threads; the worst that can happen is that a loop is arranged twice.
        var cached = _cached;
        if (cached is null || cached.Loop != loop)
        {
            cached = new CachedLoop(loop, _shuffled.OfLoop(loop));
            _cached = cached;
        }

        return cached.Models[turn - 1];
    }

    private void Require(StepPosition position)
    {
        if (!Contains(position))
        {
            Throw(position);
        }
    }

    [DoesNotReturn]
    private static void Throw(StepPosition position) =>
        throw new ArgumentOutOfRangeException(nameof(position), position, $"The plan has no step {position.StepId}.");

    private sealed record CachedLoop(long Loop, int[] Models);
}
