namespace Samantha.Chains.Watching;

/// <summary>What a model took on this machine so far, in milliseconds; null is not known yet. Moving averages.</summary>
public sealed record WorkRate(double? TokenMs, double? PromptTokenMs, double? LoadMs)
{
    /// <summary>About the last twenty counts; a machine that becomes slower becomes slower here too.</summary>
    private const double Weight = 0.1;

    public static WorkRate Unknown { get; } = new(null, null, null);

    public double? TokensPerSecond => TokenMs > 0 ? 1000 / TokenMs : null;

    public WorkRate WithTokens(int tokens, double ms) => this with { TokenMs = Mean(TokenMs, ms / tokens) };

    public WorkRate WithPrompt(int tokens, double ms) => this with { PromptTokenMs = Mean(PromptTokenMs, ms / tokens) };

    public WorkRate WithLoad(double ms) => this with { LoadMs = Mean(LoadMs, ms) };

    private static double Mean(double? known, double next) => known is { } mean ? mean + (Weight * (next - mean)) : next;
}
