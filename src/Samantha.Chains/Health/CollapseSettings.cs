namespace Samantha.Chains.Health;

/// <summary>
/// When nothing is said any more. An empty response counts at once; responses that have shrunk to a Share of what the same
/// prompt brought before count when InARow of them follow one another.
/// </summary>
public sealed record CollapseSettings
{
    public static CollapseSettings Default { get; } = new();

    public HealthAction Action { get; init; }

    public double Share { get; init; } = 0.15;

    public int InARow { get; init; } = 3;
}
