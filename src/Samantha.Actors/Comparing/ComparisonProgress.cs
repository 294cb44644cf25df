namespace Samantha.Actors.Comparing;

/// <summary>How far a comparison is: which model (1 or 2) has evaluated how many tokens of how many.</summary>
public sealed record ComparisonProgress(int Model, int DoneTokens, int TotalTokens);
