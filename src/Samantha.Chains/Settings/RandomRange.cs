namespace Samantha.Chains.Settings;

/// <summary>The range a hyperparameter is drawn from, both ends included.</summary>
public sealed record RandomRange(double Min, double Max);
