using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Samantha.Chains.Sweeps;

/// <summary>Every value of each setting with every value of the others. The first setting changes slowest.</summary>
public sealed record SweepBlock(ImmutableArray<SweepAxis> Axes)
{
    /// <summary>How many combinations there are; 0 for a block without settings.</summary>
    [JsonIgnore]
    public Int128 Combinations => Axes.IsEmpty ? 0 : Axes.Aggregate((Int128)1, (count, axis) =>
        Int128.Min(count * axis.Values.Length, long.MaxValue));

    public bool Equals(SweepBlock? other) => other is not null && Axes.SequenceEqual(other.Axes);

    public override int GetHashCode() => Axes.Length;

    /// <summary>The values of a combination, counted from 0.</summary>
    internal ImmutableArray<(string Name, string Value)> At(long index)
    {
        var values = new (string, string)[Axes.Length];
        for (var axis = Axes.Length - 1; axis >= 0; axis--)
        {
            (index, var at) = Math.DivRem(index, Axes[axis].Values.Length);
            values[axis] = (Axes[axis].Name, Axes[axis].Values[(int)at]);
        }

        return [.. values];
    }
}
