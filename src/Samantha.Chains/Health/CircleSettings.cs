namespace Samantha.Chains.Health;

/// <summary>
/// When the last responses are those before them once more. PeriodMax: the longest circle that is looked for, in responses.
/// Rounds: how often it must have come again.
/// </summary>
public sealed record CircleSettings
{
    public static CircleSettings Default { get; } = new();

    public HealthAction Action { get; init; }

    public double Similarity { get; init; } = 0.5;

    public int PeriodMax { get; init; } = 8;

    public int Rounds { get; init; } = 2;
}
