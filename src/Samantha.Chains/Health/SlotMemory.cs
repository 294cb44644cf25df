namespace Samantha.Chains.Health;

/// <summary>
/// What the same prompt brought from the same model's turn before: how long its responses usually are, and in which language.
/// </summary>
internal sealed record SlotMemory(int Model, int Prompt)
{
    /// <summary>A single long or short response changes little of what is usual.</summary>
    private const double Weight = 0.2;

    public int Responses { get; init; }

    public double UsualWords { get; init; }

    public string? Language { get; init; }

    /// <summary>How many responses had that language.</summary>
    public int InLanguage { get; init; }

    public SlotMemory With(int words, string? language)
    {
        var isOther = language is not null && Language is not null && language != Language;
        return this with
        {
            Responses = Responses + 1,
            UsualWords = Responses == 0 ? words : UsualWords + (Weight * (words - UsualWords)),
            Language = isOther && InLanguage <= 1 ? language : Language ?? language,
            InLanguage = language is null ? InLanguage : !isOther ? InLanguage + 1 : Math.Max(1, InLanguage - 1),
        };
    }
}
