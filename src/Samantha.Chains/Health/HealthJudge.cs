using System.Collections.Immutable;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;

namespace Samantha.Chains.Health;

/// <summary>
/// Decides what is wrong with a response and what the chain wants done about it: a pure function of the session's state and the
/// text, the same live and after a crash.
/// </summary>
public static class HealthJudge
{
    /// <summary>Digits of a measure that are kept: what is recorded is for people.</summary>
    private const int MeasureDigits = 3;

    /// <summary>Whether a response that only repeats itself is ended early. A note leaves it as it is.</summary>
    public static bool Cuts(HealthSettings settings) => settings.Repetition.Action > HealthAction.Note;

    /// <param name="state">With the step that was answered still open.</param>
    /// <param name="text">The response as it is to be committed.</param>
    public static HealthVerdict Judge(SessionState state, string text)
    {
        if (state.Chain?.Health is not { IsOff: false } settings || state.Open is not { } open)
        {
            return HealthVerdict.Good;
        }

        ImmutableArray<HealthSign> signs = [.. Signs(settings, state.Health, open.Position, text).OfType<HealthSign>()];
        if (signs.IsEmpty)
        {
            return HealthVerdict.Good;
        }

        // The strongest acts; of equals the one that comes first.
        var acting = signs.MaxBy(sign => settings.ActionOf(sign.Detector))!;
        return new HealthVerdict([.. signs.Select(sign => sign == acting
            ? Acting(settings, state.Health, sign)
            : new HealthVerdict.Finding(Rounded(sign), HealthAction.Note, null, null))]);
    }

    private static IEnumerable<HealthSign?> Signs(HealthSettings settings, HealthState state, StepPosition position, string text)
    {
        var sketch = ResponseSketch.Of(position, text);
        bool Uses(HealthDetector detector) => settings.ActionOf(detector) != HealthAction.Off;
        yield return Uses(HealthDetector.Repetition) ? Detectors.Repetition(settings.Repetition, text) : null;
        yield return Uses(HealthDetector.NearDuplicate)
            ? Detectors.NearDuplicate(settings.NearDuplicate, state, sketch)
            : null;
        yield return Uses(HealthDetector.Circle) ? Detectors.Circle(settings.Circle, state, sketch) : null;
        yield return Uses(HealthDetector.Collapse)
            ? Detectors.Collapse(settings.Collapse, state, position, sketch.Words, text)
            : null;
        yield return Uses(HealthDetector.LanguageDrift)
            ? Detectors.LanguageDrift(settings.LanguageDrift, state, position, text)
            : null;
    }

    private static HealthVerdict.Finding Acting(HealthSettings settings, HealthState state, HealthSign sign)
    {
        var action = settings.ActionOf(sign.Detector);
        if (action == HealthAction.Reseed && state.Rejections >= settings.ReseedAttempts)
        {
            action = HealthAction.Skip;
        }

        return new HealthVerdict.Finding(
            Rounded(sign), action,
            action == HealthAction.RaiseTemperature ? Raised(settings, state) : null,
            action == HealthAction.InjectPrompt ? settings.InjectPrompt : null);
    }

    private static double Raised(HealthSettings settings, HealthState state)
    {
        var step = Math.Min(settings.TemperatureStep, settings.TemperatureMax - state.OpenTemperature);
        return Math.Round(state.TemperatureRaise + Math.Max(0, step), MeasureDigits);
    }

    private static HealthSign Rounded(HealthSign sign) => sign with { Measure = Math.Round(sign.Measure, MeasureDigits) };
}
