using System.Collections.Immutable;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Reports;

/// <summary>Notices which settings are not the same for all steps of a session. The seed is never the same and does not count.</summary>
internal sealed class VariedSettings
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private Hyperparameters? _first;

    public ImmutableArray<string> Names =>
        [.. HyperparameterTable.Keys.Select(key => key.Name).Where(_names.Contains)];

    public void Add(Hyperparameters values)
    {
        _first ??= values;
        if (ReferenceEquals(_first, values))
        {
            return;
        }

        foreach (var key in HyperparameterTable.Keys)
        {
            if (key.Kind != HyperparameterKind.Seed && !HyperparameterTable.SameValue(key.Get(_first), key.Get(values)))
            {
                _names.Add(key.Name);
            }
        }
    }
}
