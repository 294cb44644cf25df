namespace Samantha.Chains.Health;

/// <summary>
/// When a response says the same words over and over. Words: how many of them in a row must be nothing but repetition. Repeats:
/// how often a phrase must come at least, one after the other.
/// </summary>
public sealed record RepetitionSettings
{
    public static RepetitionSettings Default { get; } = new();

    public HealthAction Action { get; init; }

    public int Words { get; init; } = 48;

    public int Repeats { get; init; } = 5;
}
