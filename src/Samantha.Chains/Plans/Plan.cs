using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Samantha.Chains.ChainFiles;

namespace Samantha.Chains.Plans;

/// <summary>
/// Every step of a chain in order, computed when asked for: for each loop, for each model's turn, for each round, for each
/// prompt. An endless plan costs nothing. With a single response per model, turn i answers prompt i and the plan ends with the
/// shorter of the two. It knows nothing of what has been answered; that is the session's state.
/// </summary>
public sealed class Plan
{
    /// <summary>Up to this many turns the changes of models are counted one by one.</summary>
    private const int TurnsCountedMax = 100_000;

    private readonly ChainDefinition _chain;
    private readonly ModelOrder? _order;
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
        _rounds = chain.SingleResponsePerModel ? RepeatCount.Once : chain.Responses;
        _promptsPerRound = chain.SingleResponsePerModel ? 1 : chain.Prompts.Count;
        if (chain.ShuffleModels)
        {
            _order = ModelOrder.TryCreate(
                [.. chain.Models.Select(model => model.Name)], isSingleLoop: chain.Loops.Times == 1, sessionSeed,
                    out var problem);
            Warnings = _order is null ? [problem] : [];
        }

        TurnsTotal = CountTurns();
        TotalSteps = CountSteps();
    }

    /// <summary>What the plan could not do as the chain asks, in words.</summary>
    public ImmutableArray<string> Warnings { get; } = [];

    /// <summary>The turns of models in the whole plan; null when endless or beyond a long.</summary>
    public long? TurnsTotal { get; }

    /// <summary>The steps in the whole plan; null when endless or beyond a long.</summary>
    public long? TotalSteps { get; }

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

    /// <summary>The step after this one, or null at the end of the plan.</summary>
    public StepPosition? After(StepPosition position)
    {
        Require(position);
        if (_chain.SingleResponsePerModel)
        {
            return AfterModel(position);
        }

        if (position.Prompt < _chain.Prompts.Count)
        {
            return position with { Prompt = position.Prompt + 1 };
        }

        return _rounds.Includes(position.Round + 1)
            ? position with { Round = position.Round + 1, Prompt = 1 }
            : AfterModel(position);
    }

    /// <summary>The first step of the next model's turn, whatever is left of this one; null at the end of the plan.</summary>
    public StepPosition? AfterModel(StepPosition position)
    {
        Require(position);
        var next = position.Model < _chain.Models.Length
            ? new StepPosition(position.Loop, position.Model + 1, 1, 1)
            : new StepPosition(position.Loop + 1, 1, 1, 1);
        if (_chain.SingleResponsePerModel)
        {
            var prompt = position.Prompt + 1;
            return prompt <= _chain.Prompts.Count && _chain.Loops.Includes(next.Loop) ? next with { Prompt = prompt } : null;
        }

        return _chain.Loops.Includes(next.Loop) ? next : null;
    }

    public PlannedStep StepAt(StepPosition position)
    {
        Require(position);
        var model = ModelOfTurn(position.Loop, position.Model);
        return new PlannedStep(position, _chain.Models[model], model + 1, _chain.Prompts.Items[position.Prompt - 1],
            NumberOf(position));
    }

    /// <summary>The plan's steps from a position on, as they are asked for.</summary>
    public IEnumerable<PlannedStep> From(StepPosition position)
    {
        for (StepPosition? next = position; next is { } at; next = After(at))
        {
            yield return StepAt(at);
        }
    }

    /// <summary>
    /// How many times a model has to be loaded, the first time included; null when the plan is endless or too long to say.
    /// </summary>
    public long? LoadForecast()
    {
        if (TurnsTotal is not { } turns)
        {
            return null;
        }

        if (_order is null)
        {
            return CountWrittenLoads(turns);
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

    // One pass over the models gives the changes within a loop; every border between loops changes alike.
    private long? CountWrittenLoads(long turns)
    {
        var models = _chain.Models;
        long ChangesInFirst(long count)
        {
            long changes = 0;
            for (var index = 1; index < count; index++)
            {
                changes += IsSameLoad(models[index - 1], models[index]) ? 0 : 1;
            }

            return changes;
        }

        var (full, rest) = Math.DivRem(turns, models.Length);
        var borders = rest > 0 ? full : full - 1;
        var loads = 1 + ((Int128)full * ChangesInFirst(models.Length)) + ChangesInFirst(rest)
            + (IsSameLoad(models[^1], models[0]) ? 0 : borders);
        return loads <= long.MaxValue ? (long)loads : null;
    }

    /// <summary>True when a model that is loaded for one entry serves the other too.</summary>
    public bool IsSameLoad(ModelEntry left, ModelEntry right) =>
        left.Model == right.Model && _chain.EngineOf(left) == _chain.EngineOf(right)
        && _chain.HyperparametersOf(left).ContextTokens == _chain.HyperparametersOf(right).ContextTokens;

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
                ? ToLong(((Int128)(position.Round - 1) * _promptsPerRound) + position.Prompt)
                : null;
        }

        var turns = ((Int128)(position.Loop - 1) * _chain.Models.Length) + position.Model - 1;
        return ToLong((((turns * rounds) + position.Round - 1) * _promptsPerRound) + position.Prompt);
    }

    private long? CountTurns()
    {
        if (_chain.SingleResponsePerModel)
        {
            return _chain.Loops.Times is { } loops
                ? (long)Int128.Min((Int128)loops * _chain.Models.Length, _chain.Prompts.Count)
                : _chain.Prompts.Count;
        }

        return _rounds.IsEndless ? 1 : _chain.Loops.Times is { } times ? ToLong((Int128)times * _chain.Models.Length) : null;
    }

    private long? CountSteps()
    {
        if (_chain.SingleResponsePerModel)
        {
            return TurnsTotal;
        }

        return _rounds.Times is { } rounds && _chain.Loops.Times is { } loops
            ? ToLong((Int128)loops * _chain.Models.Length * rounds * _promptsPerRound)
            : null;
    }

    private Int128 TurnOf(StepPosition position) => ((Int128)(position.Loop - 1) * _chain.Models.Length) + position.Model;

    private int ModelOfTurn(long loop, int turn)
    {
        if (_order is null)
        {
            return turn - 1;
        }

        // A plan may be asked from several threads; the worst that can happen is that a loop is arranged twice.
        var cached = _cached;
        if (cached is null || cached.Loop != loop)
        {
            cached = new CachedLoop(loop, _order.OfLoop(loop));
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

    private static long? ToLong(Int128 value) => value <= long.MaxValue ? (long)value : null;

    private sealed record CachedLoop(long Loop, int[] Models);
}
