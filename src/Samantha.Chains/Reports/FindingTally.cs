using Samantha.Chains.Health;

namespace Samantha.Chains.Reports;

/// <summary>How often a detector found something, and what was done about it.</summary>
public sealed record FindingTally(HealthDetector Detector, HealthAction Action, long Count);
