using System.Collections.Immutable;

namespace Samantha.Chains.Sweeps;

/// <summary>One hyperparameter and the values that a sweep gives it, as they are written; each is one that the table allows.</summary>
public sealed record SweepAxis(string Name, ImmutableArray<string> Values)
{
    // Written out because an ImmutableArray compares by reference.
    public bool Equals(SweepAxis? other) => other is not null && Name == other.Name && Values.SequenceEqual(other.Values);

    public override int GetHashCode() => HashCode.Combine(Name, Values.Length);
}
