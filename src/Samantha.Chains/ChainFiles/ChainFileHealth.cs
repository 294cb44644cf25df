using System.Globalization;
using Samantha.Chains.Health;
using Samantha.Hocon;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// Reads the health block of a chain: <c>health = note</c>, or a block with an action or a block of settings for each detector.
/// </summary>
internal sealed class ChainFileHealth(ChainFileValues values)
{
    public const int WindowMax = 256;

    internal static readonly (string Name, HealthAction Value)[] Actions =
    [
        .. Enum.GetValues<HealthAction>().Select(action => (HealthWords.Kebab(action), action)),
    ];

    private static readonly string[] s_keys =
    [
        .. Enum.GetValues<HealthDetector>().Select(detector => HealthWords.Kebab(detector)), "temperature-step",
        "temperature-max", "good-responses", "reseed-attempts", "inject-prompt",
    ];

    public HealthSettings Read(HoconNode node)
    {
        var health = HealthSettings.Default;
        if (node is HoconScalar)
        {
            return health.With(Action(node, "health"));
        }

        if (values.Object(node, "health") is not { } block)
        {
            return health;
        }

        foreach (var (key, value) in values.Members(block))
        {
            health = key switch
            {
                "repetition" => health with { Repetition = Repetition(value, key) },
                "near-duplicate" => health with { NearDuplicate = NearDuplicate(value, key) },
                "circle" => health with { Circle = Circle(value, key) },
                "collapse" => health with { Collapse = Collapse(value, key) },
                "language-drift" => health with { LanguageDrift = LanguageDrift(value, key) },
                "temperature-step" => health with { TemperatureStep = Number(value, key, 0.01, 5) ?? health.TemperatureStep },
                "temperature-max" => health with { TemperatureMax = Number(value, key, 0.01, 5) ?? health.TemperatureMax },
                "good-responses" => health with { GoodResponses = values.Whole(value, key, 1, 1000) ?? health.GoodResponses },
                "reseed-attempts" => health with { ReseedAttempts = values.Whole(value, key, 1, 10) ?? health.ReseedAttempts },
                "inject-prompt" => health with { InjectPrompt = Text(value, key) ?? health.InjectPrompt },
                _ => Unknown(value, key, "health", s_keys, health),
            };
        }

        return health;
    }

    private HealthAction Action(HoconNode node, string key) => values.Choice(node, key, HealthAction.Off, Actions);

    private RepetitionSettings Repetition(HoconNode node, string section) => Section(
        node, section, new RepetitionSettings(), (set, action) => set with { Action = action },
        (set, key, value) => key switch
        {
            "words" => set with { Words = values.Whole(value, key, 8, 10_000) ?? set.Words },
            "repeats" => set with { Repeats = values.Whole(value, key, 2, 1000) ?? set.Repeats },
            _ => Unknown(value, key, section, ["action", "words", "repeats"], set),
        });

    private NearDuplicateSettings NearDuplicate(HoconNode node, string section) => Section(
        node, section, new NearDuplicateSettings(), (set, action) => set with { Action = action },
        (set, key, value) => key switch
        {
            "similarity" => set with { Similarity = Number(value, key, 0.1, 1) ?? set.Similarity },
            "window" => set with { Window = values.Whole(value, key, 1, WindowMax) ?? set.Window },
            _ => Unknown(value, key, section, ["action", "similarity", "window"], set),
        });

    private CircleSettings Circle(HoconNode node, string section) => Section(
        node, section, new CircleSettings(), (set, action) => set with { Action = action },
        (set, key, value) => key switch
        {
            "similarity" => set with { Similarity = Number(value, key, 0.1, 1) ?? set.Similarity },
            "period-max" => set with { PeriodMax = values.Whole(value, key, 2, 32) ?? set.PeriodMax },
            "rounds" => set with { Rounds = values.Whole(value, key, 1, 7) ?? set.Rounds },
            _ => Unknown(value, key, section, ["action", "similarity", "period-max", "rounds"], set),
        });

    private CollapseSettings Collapse(HoconNode node, string section) => Section(
        node, section, new CollapseSettings(), (set, action) => set with { Action = action },
        (set, key, value) => key switch
        {
            "share" => set with { Share = Number(value, key, 0.01, 0.9) ?? set.Share },
            "in-a-row" => set with { InARow = values.Whole(value, key, 1, 100) ?? set.InARow },
            _ => Unknown(value, key, section, ["action", "share", "in-a-row"], set),
        });

    private LanguageDriftSettings LanguageDrift(HoconNode node, string section) => Section(
        node, section, new LanguageDriftSettings(), (set, action) => set with { Action = action },
        (set, key, value) => key switch
        {
            "language" => set with
            {
                Language = values.Choice<string?>(value, key, null,
                    [("auto", null), .. Languages.Codes.Select(code => (code, (string?)code))]),
            },
            _ => Unknown(value, key, section, ["action", "language"], set),
        });

    private T Section<T>(
        HoconNode node, string section, T set, Func<T, HealthAction, T> withAction, Func<T, string, HoconNode, T> withSetting)
    {
        if (node is HoconScalar)
        {
            return withAction(set, Action(node, section));
        }

        if (values.Object(node, section) is not { } block)
        {
            return set;
        }

        foreach (var (key, value) in values.Members(block))
        {
            set = key == "action" ? withAction(set, Action(value, key)) : withSetting(set, key, value);
        }

        return set;
    }

    private T Unknown<T>(HoconNode node, string key, string section, IEnumerable<string> known, T unchanged)
    {
        values.UnknownKey(node, key, section, known);
        return unchanged;
    }

    private string? Text(HoconNode node, string key)
    {
        if (values.Scalar(node, key, "a text") is not { } scalar)
        {
            return null;
        }

        if (!string.IsNullOrWhiteSpace(scalar.Text))
        {
            return scalar.Text.Trim();
        }

        values.Error(scalar, $"{key} must be a text that can be put in front of a prompt, but it is empty.");
        return null;
    }

    private double? Number(HoconNode node, string key, double min, double max)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a number from {min} to {max}");
        if (values.Scalar(node, key, allowed) is not { } scalar)
        {
            return null;
        }

        if (double.TryParse(scalar.Text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var value) && value >= min && value <= max)
        {
            return value;
        }

        values.Wrong(scalar, key, allowed);
        return null;
    }
}
