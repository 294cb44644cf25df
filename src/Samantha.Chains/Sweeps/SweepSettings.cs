using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Sweeps;

/// <summary>
/// The settings that a chain tries in turn: all combinations of each block, block after block. They are rounds of a model's
/// turn: each round has one combination, and as many rounds follow as there are combinations, so a sweep loads no model more
/// often. With several responses the whole sweep is gone through so many times.
/// </summary>
public sealed record SweepSettings(ImmutableArray<SweepBlock> Blocks)
{
    public static SweepSettings None { get; } = new([]);

    [JsonIgnore]
    public bool IsNone => Blocks.IsEmpty;

    /// <summary>How many combinations there are; 1 without a sweep, which is the chain's own settings.</summary>
    [JsonIgnore]
    public Int128 Combinations => IsNone ? 1 : Blocks.Aggregate((Int128)0, (count, block) => count + block.Combinations);

    /// <summary>The names of the settings that are swept, in the order in which they are written.</summary>
    [JsonIgnore]
    public ImmutableArray<string> Names => [.. Blocks.SelectMany(block => block.Axes).Select(axis => axis.Name).Distinct()];

    public bool Equals(SweepSettings? other) => other is not null && Blocks.SequenceEqual(other.Blocks);

    public override int GetHashCode() => Blocks.Length;

    /// <summary>The combination that a round (from 1) of a model's turn has; null without a sweep.</summary>
    public SweepCell? CellOf(long round)
    {
        var count = Combinations;
        if (IsNone || count == 0 || count > int.MaxValue)
        {
            return null;
        }

        var index = (long)((round - 1) % count);
        var number = (int)index + 1;
        var block = 0;
        while (index >= Blocks[block].Combinations)
        {
            index -= (long)Blocks[block++].Combinations;
        }

        var settings = Blocks[block].At(index);
        var overrides = HyperparameterOverrides.None;
        foreach (var (name, value) in settings)
        {
            // A journal of another version may know settings that are not known here.
            _ = HyperparameterTable.TryFind(name, out var key)
                && HyperparameterTable.TrySet(overrides, key, value, out overrides, out _);
        }

        return new SweepCell(number, (int)count, overrides, settings);
    }
}
