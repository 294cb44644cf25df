namespace Samantha.Chains.Health;

/// <summary>
/// When a response is in another language or script. Language: one of <see cref="Languages.Codes"/>; null: the one that earlier
/// responses to the same prompt had.
/// </summary>
public sealed record LanguageDriftSettings
{
    public static LanguageDriftSettings Default { get; } = new();

    public HealthAction Action { get; init; }

    public string? Language { get; init; }
}
