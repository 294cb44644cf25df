using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.Health;
using Samantha.Chains.Settings;

namespace Samantha.Tui.Editor.Fields;

/// <summary>
/// What is looked for in responses that go astray, and what is done about it. The limits of a detector are shown when it is in
/// use. Pure.
/// </summary>
public static class HealthRows
{
    private static readonly ImmutableArray<string> s_actions = [.. Enum.GetValues<HealthAction>().Select(Name)];

    public static ImmutableArray<SettingRow> All { get; } =
    [
        Action("repetition", h => h.Repetition.Action,
            (from, into) => into with { Repetition = into.Repetition with { Action = from.Repetition.Action } }),
        Limit("repetition.words", h => Whole(h.Repetition.Words), h => h.Repetition.Action,
            (from, into) => into with { Repetition = into.Repetition with { Words = from.Repetition.Words } }),
        Limit("repetition.repeats", h => Whole(h.Repetition.Repeats), h => h.Repetition.Action,
            (from, into) => into with { Repetition = into.Repetition with { Repeats = from.Repetition.Repeats } }),
        Action("near-duplicate", h => h.NearDuplicate.Action,
            (from, into) => into with { NearDuplicate = into.NearDuplicate with { Action = from.NearDuplicate.Action } }),
        Limit("near-duplicate.similarity", h => NumberText.Of(h.NearDuplicate.Similarity), h => h.NearDuplicate.Action,
            (from, into) => into with { NearDuplicate = into.NearDuplicate with { Similarity = from.NearDuplicate.Similarity } }),
        Limit("near-duplicate.window", h => Whole(h.NearDuplicate.Window), h => h.NearDuplicate.Action,
            (from, into) => into with { NearDuplicate = into.NearDuplicate with { Window = from.NearDuplicate.Window } }),
        Action("circle", h => h.Circle.Action,
            (from, into) => into with { Circle = into.Circle with { Action = from.Circle.Action } }),
        Limit("circle.similarity", h => NumberText.Of(h.Circle.Similarity), h => h.Circle.Action,
            (from, into) => into with { Circle = into.Circle with { Similarity = from.Circle.Similarity } }),
        Limit("circle.period-max", h => Whole(h.Circle.PeriodMax), h => h.Circle.Action,
            (from, into) => into with { Circle = into.Circle with { PeriodMax = from.Circle.PeriodMax } }),
        Limit("circle.rounds", h => Whole(h.Circle.Rounds), h => h.Circle.Action,
            (from, into) => into with { Circle = into.Circle with { Rounds = from.Circle.Rounds } }),
        Action("collapse", h => h.Collapse.Action,
            (from, into) => into with { Collapse = into.Collapse with { Action = from.Collapse.Action } }),
        Limit("collapse.share", h => NumberText.Of(h.Collapse.Share), h => h.Collapse.Action,
            (from, into) => into with { Collapse = into.Collapse with { Share = from.Collapse.Share } }),
        Limit("collapse.in-a-row", h => Whole(h.Collapse.InARow), h => h.Collapse.Action,
            (from, into) => into with { Collapse = into.Collapse with { InARow = from.Collapse.InARow } }),
        Action("language-drift", h => h.LanguageDrift.Action,
            (from, into) => into with { LanguageDrift = into.LanguageDrift with { Action = from.LanguageDrift.Action } }),
        Row("language-drift.language", h => h.LanguageDrift.Language ?? "auto",
            (from, into) => into with { LanguageDrift = into.LanguageDrift with { Language = from.LanguageDrift.Language } }) with
        {
            Kind = SettingKind.Choice,
            Choices = ["auto", .. Languages.Codes],
            IsShown = chain => chain.Health.LanguageDrift.Action != HealthAction.Off,
        },
        Shared("temperature-step", h => NumberText.Of(h.TemperatureStep), HealthAction.RaiseTemperature,
            (from, into) => into with { TemperatureStep = from.TemperatureStep }),
        Shared("temperature-max", h => NumberText.Of(h.TemperatureMax), HealthAction.RaiseTemperature,
            (from, into) => into with { TemperatureMax = from.TemperatureMax }),
        Shared("good-responses", h => Whole(h.GoodResponses), HealthAction.RaiseTemperature,
            (from, into) => into with { GoodResponses = from.GoodResponses }),
        Shared("reseed-attempts", h => Whole(h.ReseedAttempts), HealthAction.Reseed,
            (from, into) => into with { ReseedAttempts = from.ReseedAttempts }),
        Shared("inject-prompt", h => h.InjectPrompt, HealthAction.InjectPrompt,
            (from, into) => into with { InjectPrompt = from.InjectPrompt }) with { IsText = true },
    ];

    private static SettingRow Row(
        string name, Func<HealthSettings, string> get, Func<HealthSettings, HealthSettings, HealthSettings> copy) =>
        new("health." + name, chain => get(chain.Health), (from, into) => into with { Health = copy(from.Health, into.Health) });

    private static SettingRow Action(
        string name, Func<HealthSettings, HealthAction> get, Func<HealthSettings, HealthSettings, HealthSettings> copy) =>
        Row(name, health => Name(get(health)), copy) with { Kind = SettingKind.Choice, Choices = s_actions };

    private static SettingRow Limit(
        string name, Func<HealthSettings, string> get, Func<HealthSettings, HealthAction> action,
        Func<HealthSettings, HealthSettings, HealthSettings> copy) =>
        Row(name, get, copy) with { IsShown = chain => action(chain.Health) != HealthAction.Off };

    private static SettingRow Shared(
        string name, Func<HealthSettings, string> get, HealthAction action,
        Func<HealthSettings, HealthSettings, HealthSettings> copy) =>
        Row(name, get, copy) with { IsShown = chain => chain.Health.Uses(action) };

    private static string Name(HealthAction action) => HealthWords.Kebab(action);

    private static string Whole(int value) => value.ToString(CultureInfo.InvariantCulture);
}
