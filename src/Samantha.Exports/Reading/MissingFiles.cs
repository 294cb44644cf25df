using System.Collections.Immutable;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;

namespace Samantha.Exports.Reading;

/// <summary>Collects the produced files that could not be used, up to a number that is enough to see what is wrong.</summary>
internal sealed class MissingFiles
{
    private const int NamesMax = 100;

    private readonly List<string> _names = [];

    public void Add(StepPosition position, ProducedFile file)
    {
        if (_names.Count < NamesMax)
        {
            _names.Add($"{position.StepId}/{file.Name}");
        }
    }

    public ImmutableArray<string> ToImmutable() => [.. _names];
}
