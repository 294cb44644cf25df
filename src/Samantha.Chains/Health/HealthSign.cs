namespace Samantha.Chains.Health;

/// <summary>What one detector says about one response. Measure reached Threshold; Evidence names no language.</summary>
public sealed record HealthSign(HealthDetector Detector, double Measure, double Threshold, string Evidence);
