using System.Collections.Immutable;

namespace Samantha.Chains.Health;

/// <summary>
/// What is to be recorded about a response before it is committed. Action is the strongest of its findings, Note or Off when
/// nothing is to be done.
/// </summary>
public sealed record HealthVerdict(ImmutableArray<HealthVerdict.Finding> Findings)
{
    public static HealthVerdict Good { get; } = new(ImmutableArray<Finding>.Empty);

    public HealthAction Action => Findings.IsEmpty ? HealthAction.Off : Findings.Max(finding => finding.Action);

    /// <summary>The code of the response is not run: nobody is to see what it says.</summary>
    public bool DropsCode => Action is HealthAction.Skip or HealthAction.NextModel or HealthAction.Reseed;

    /// <summary>One sign with what is done about it.</summary>
    public sealed record Finding(HealthSign Sign, HealthAction Action, double? TemperatureRaise, string? InjectedPrompt);
}
