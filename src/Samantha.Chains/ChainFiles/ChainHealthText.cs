using System.Globalization;
using Samantha.Chains.Health;
using Samantha.Chains.Settings;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// Writes the health block of a chain such that the reader reads the same: only what differs from the defaults. Pure.
/// </summary>
internal static class ChainHealthText
{
    /// <summary>Setting and written value; empty for a chain without detectors and settings of theirs.</summary>
    public static IEnumerable<(string Key, string Value)> Entries(HealthSettings health)
    {
        var usual = HealthSettings.Default;
        (string Key, string Value)?[] entries =
        [
            Section("repetition", health.Repetition.Action, health.Repetition with { Action = default } == usual.Repetition,
                ("words", Whole(health.Repetition.Words)), ("repeats", Whole(health.Repetition.Repeats))),
            Section("near-duplicate", health.NearDuplicate.Action,
                health.NearDuplicate with { Action = default } == usual.NearDuplicate,
                ("similarity", NumberText.Of(health.NearDuplicate.Similarity)), ("window", Whole(health.NearDuplicate.Window))),
            Section("circle", health.Circle.Action, health.Circle with { Action = default } == usual.Circle,
                ("similarity", NumberText.Of(health.Circle.Similarity)), ("period-max", Whole(health.Circle.PeriodMax)),
                ("rounds", Whole(health.Circle.Rounds))),
            Section("collapse", health.Collapse.Action, health.Collapse with { Action = default } == usual.Collapse,
                ("share", NumberText.Of(health.Collapse.Share)), ("in-a-row", Whole(health.Collapse.InARow))),
            Section("language-drift", health.LanguageDrift.Action,
                health.LanguageDrift with { Action = default } == usual.LanguageDrift,
                ("language", health.LanguageDrift.Language ?? "auto")),
            When(health.TemperatureStep != usual.TemperatureStep, "temperature-step", NumberText.Of(health.TemperatureStep)),
            When(health.TemperatureMax != usual.TemperatureMax, "temperature-max", NumberText.Of(health.TemperatureMax)),
            When(health.GoodResponses != usual.GoodResponses, "good-responses", Whole(health.GoodResponses)),
            When(health.ReseedAttempts != usual.ReseedAttempts, "reseed-attempts", Whole(health.ReseedAttempts)),
            When(health.InjectPrompt != usual.InjectPrompt, "inject-prompt", ChainValueText.Quoted(health.InjectPrompt)),
        ];
        return entries.OfType<(string, string)>();
    }

    /// <summary>The one word that says all of it, as in health = note; null when there is none.</summary>
    public static string? OneWord(HealthSettings health) =>
        health.Repetition.Action is not HealthAction.Off and var action && health == HealthSettings.Default.With(action)
            ? HealthWords.Kebab(action)
            : null;

    private static (string Key, string Value)? Section(
        string key, HealthAction action, bool isUsual, params (string Key, string Value)[] settings)
    {
        if (isUsual)
        {
            return When(action != HealthAction.Off, key, HealthWords.Kebab(action));
        }

        var all = settings.Prepend(("action", HealthWords.Kebab(action)));
        return (key, "{ " + string.Join(", ", all.Select(setting => $"{setting.Item1} = {setting.Item2}")) + " }");
    }

    private static (string Key, string Value)? When(bool holds, string key, string value) => holds ? (key, value) : null;

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
