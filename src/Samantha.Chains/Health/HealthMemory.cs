using System.Collections.Immutable;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Chains.Health;

/// <summary>
/// How the events of a session change what the detectors remember, and what their findings lead to. Every effect stands in the
/// events themselves, so that a resumed session decides as the one before it. Pure.
/// </summary>
internal static class HealthMemory
{
    public static HealthState OnStepStarted(HealthState state, StepStarted started) => state with
    {
        OpenPrompt = started.Prompt, OpenTemperature = started.Hyperparameters.Temperature, Pending = null,
    };

    /// <summary>Of several findings the strongest acts, whichever comes first.</summary>
    public static HealthState OnFinding(HealthState state, HealthFinding finding) =>
        state.Pending is { } other && other.Action >= finding.Action ? state : state with { Pending = finding };

    /// <summary>The response was thrown away, and the step is answered again.</summary>
    public static HealthState OnRejected(HealthState state) =>
        state with { Rejections = state.Rejections + 1, Pending = null, GoodInARow = 0 };

    /// <summary>The step has its response.</summary>
    public static HealthState OnAnswered(HealthState state, HealthSettings settings, ResponseCommitted committed)
    {
        var next = Settled(state);
        if (settings.IsOff)
        {
            return next;
        }

        next = Act(next, settings, state.Pending);

        // What somebody cut short says nothing about the dialogue.
        return committed.StopReason == ResponseStopReason.SkippedByUser
            ? next
            : Remember(next, settings, committed.Position, committed.Text);
    }

    /// <summary>The step failed, or the user left it out.</summary>
    public static HealthState Settled(HealthState state) => state with
    {
        OpenPrompt = "", OpenTemperature = 0, Pending = null, Rejections = 0, InjectedPrompt = "",
    };

    /// <summary>Whoever resumes a stopped session wants it to go on.</summary>
    public static HealthState OnResumed(HealthState state) => state with { StopsFor = null };

    private static HealthState Act(HealthState state, HealthSettings settings, HealthFinding? finding)
    {
        if (finding is null)
        {
            var good = state.TemperatureRaise > 0 ? state.GoodInARow + 1 : 0;
            return good >= settings.GoodResponses
                ? state with { TemperatureRaise = 0, GoodInARow = 0 }
                : state with { GoodInARow = good };
        }

        return state with
        {
            GoodInARow = 0,
            TemperatureRaise = finding.TemperatureRaise ?? state.TemperatureRaise,
            InjectedPrompt = finding.InjectedPrompt ?? "",
            StopsFor = finding.Action == HealthAction.Stop ? finding : null,
        };
    }

    private static HealthState Remember(HealthState state, HealthSettings settings, StepPosition position, string text)
    {
        var sketch = ResponseSketch.Of(position, text);
        var language = settings.LanguageDrift.Action == HealthAction.Off ? null : Languages.Of(text);
        var slot = state.SlotOf(position);
        var isShrunk = Detectors.IsShrunk(settings.Collapse, slot, sketch.Words);
        var isOther = language is not null && state.Language is not null && language != state.Language;
        return state with
        {
            Sketches = Bounded(state.Sketches.Add(sketch), Detectors.SketchesMax(settings)),

            // A collapsed response is no measure for the next one.
            Slots = isShrunk ? state.Slots : Bounded(state.Slots.Remove(slot).Add(slot.With(sketch.Words, language)),
                HealthState.SlotsMax),
            Shrunk = isShrunk ? state.Shrunk + 1 : 0,
            Language = state.Language ?? language,
            InLanguage = language is null || isOther ? state.InLanguage : state.InLanguage + 1,
            IsLanguageMixed = state.IsLanguageMixed || isOther,
        };
    }

    private static ImmutableArray<T> Bounded<T>(ImmutableArray<T> items, int max) =>
        items.Length > max ? items.RemoveRange(0, items.Length - max) : items;
}
