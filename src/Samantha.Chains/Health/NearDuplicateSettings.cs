namespace Samantha.Chains.Health;

/// <summary>
/// When a response is nearly equal to an earlier one. Similarity: the share of pairs of neighbouring words that both have, of
/// all that either has. Window: how many responses are remembered.
/// </summary>
public sealed record NearDuplicateSettings
{
    public static NearDuplicateSettings Default { get; } = new();

    public HealthAction Action { get; init; }

    public double Similarity { get; init; } = 0.7;

    public int Window { get; init; } = 64;
}
