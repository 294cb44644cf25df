namespace Samantha.Chains.Reports;

/// <summary>What the running time of a session went into; the rest is waiting, writing and deciding.</summary>
public sealed record TimeShares(TimeSpan Load, TimeSpan Prefill, TimeSpan Decode, TimeSpan Code);
