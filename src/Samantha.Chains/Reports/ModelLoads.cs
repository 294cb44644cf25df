namespace Samantha.Chains.Reports;

/// <summary>How often a model was loaded and how long that took.</summary>
public sealed record ModelLoads(string Model, int Count, TimeSpan Total, TimeSpan Longest);
