namespace Samantha.Chains.Reports;

/// <summary>A line of a report: what it is about, and what there is to say. Raw text; whoever shows it makes it harmless.</summary>
public sealed record ReportRow(string Name, string Value);
