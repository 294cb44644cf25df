namespace Samantha.Chains.Health;

/// <summary>One wish on a command line: an action for one detector, or for all of them (null).</summary>
public sealed record HealthChoice(HealthDetector? Detector, HealthAction Action)
{
    /// <summary>"note" or "repetition=skip"; null for anything else.</summary>
    public static HealthChoice? TryParse(string text)
    {
        var parts = text.Split('=', 2, StringSplitOptions.TrimEntries);
        if (Find<HealthAction>(parts[^1]) is not { } action)
        {
            return null;
        }

        if (parts.Length == 1)
        {
            return new HealthChoice(null, action);
        }

        return Find<HealthDetector>(parts[0]) is { } detector ? new HealthChoice(detector, action) : null;
    }

    public HealthSettings ApplyTo(HealthSettings settings) => Detector switch
    {
        null => settings.With(Action),
        HealthDetector.Repetition => settings with { Repetition = settings.Repetition with { Action = Action } },
        HealthDetector.NearDuplicate => settings with { NearDuplicate = settings.NearDuplicate with { Action = Action } },
        HealthDetector.Circle => settings with { Circle = settings.Circle with { Action = Action } },
        HealthDetector.Collapse => settings with { Collapse = settings.Collapse with { Action = Action } },
        _ => settings with { LanguageDrift = settings.LanguageDrift with { Action = Action } },
    };

    private static T? Find<T>(string name)
        where T : struct, Enum
    {
        foreach (var value in Enum.GetValues<T>())
        {
            if (HealthWords.Kebab(value) == name.Replace('_', '-'))
            {
                return value;
            }
        }

        return null;
    }
}
