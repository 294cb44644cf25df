namespace Samantha.Chains.Reports;

/// <summary>How often something happened.</summary>
public sealed record Tally<T>(T What, long Count)
    where T : struct, Enum;
