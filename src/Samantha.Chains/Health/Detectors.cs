using System.Globalization;
using Samantha.Chains.Plans;

namespace Samantha.Chains.Health;

/// <summary>
/// The detectors that look at a complete response and at what is remembered of those before it. Each gives a sign or null;
/// what is done about it is not theirs to say. Pure.
/// </summary>
internal static class Detectors
{
    /// <summary>Shorter responses are equal by chance: yes, 42, I do not know.</summary>
    private const int WordsToCompareMin = 8;

    /// <summary>A circle of single words is a quiz.</summary>
    private const int CircleWordsMin = 8;
    private const int CourtesiesInARow = 4;

    /// <summary>What was usually as short as this cannot collapse.</summary>
    private const int UsualWordsMin = 16;
    private const int ResponsesBeforeMin = 2;

    /// <summary>Signs beyond this many are something, if no words.</summary>
    private const int EmptyVisibleMax = 24;
    private const int InLanguageMin = 2;
    private const int InLanguageOfSessionMin = 3;

    /// <summary>How many responses the detectors in use look back on.</summary>
    public static int SketchesMax(HealthSettings settings) => Math.Max(
        settings.NearDuplicate.Action == HealthAction.Off ? 1 : settings.NearDuplicate.Window,
        settings.Circle.Action == HealthAction.Off
            ? 1
            : Math.Max(CourtesiesInARow, settings.Circle.PeriodMax * (settings.Circle.Rounds + 1)));

    public static HealthSign? Repetition(RepetitionSettings settings, string text) =>
        RepetitionWatch.Find(text, settings) is { } found
            ? new HealthSign(HealthDetector.Repetition, found.Words, settings.Words, found.Evidence)
            : null;

    public static HealthSign? NearDuplicate(NearDuplicateSettings settings, HealthState state, ResponseSketch sketch)
    {
        if (sketch.Words < WordsToCompareMin)
        {
            return null;
        }

        ResponseSketch? nearest = null;
        var most = 0.0;
        for (var index = Math.Max(0, state.Sketches.Length - settings.Window); index < state.Sketches.Length; index++)
        {
            var similarity = sketch.SimilarityTo(state.Sketches[index]);
            if (similarity >= most)
            {
                (nearest, most) = (state.Sketches[index], similarity);
            }
        }

        return nearest is not null && most >= settings.Similarity
            ? new HealthSign(HealthDetector.NearDuplicate, most, settings.Similarity, nearest.Position.StepId)
            : null;
    }

    public static HealthSign? Circle(CircleSettings settings, HealthState state, ResponseSketch sketch)
    {
        var all = state.Sketches.Add(sketch);
        if (all.Length >= CourtesiesInARow && all.AsSpan()[^CourtesiesInARow..].ToArray().All(item => item.IsCourtesy))
        {
            return new HealthSign(HealthDetector.Circle, CourtesiesInARow, CourtesiesInARow, all[^CourtesiesInARow].Position.StepId);
        }

        for (var period = 2; period <= settings.PeriodMax && period * (settings.Rounds + 1) <= all.Length; period++)
        {
            var least = 1.0;
            var words = 0;
            for (var back = 1; back <= period * settings.Rounds && least >= settings.Similarity; back++)
            {
                least = Math.Min(least, all[^back].SimilarityTo(all[^(back + period)]));
                words += back <= period ? all[^back].Words : 0;
            }

            // All alike is no circle but one response again and again, which has a detector of its own.
            if (least >= settings.Similarity && words >= CircleWordsMin
                && all[^1].SimilarityTo(all[^2]) < settings.Similarity)
            {
                return new HealthSign(HealthDetector.Circle, least, settings.Similarity,
                    $"{all[^period].Position.StepId} = {all[^(2 * period)].Position.StepId}");
            }
        }

        return null;
    }

    public static HealthSign? Collapse(CollapseSettings settings, HealthState state, StepPosition position, int words, string text)
    {
        // Line after line of signs is no empty response, whatever else is wrong with it.
        if (words == 0 && text.Count(IsVisible) <= EmptyVisibleMax)
        {
            return new HealthSign(HealthDetector.Collapse, 0, 1, Words(0));
        }

        var slot = state.SlotOf(position);
        return IsShrunk(settings, slot, words) && state.Shrunk + 1 >= settings.InARow
            ? new HealthSign(HealthDetector.Collapse, words / slot.UsualWords, settings.Share, $"{Words(slot.UsualWords)} -> {Words(words)}")
            : null;
    }

    private static bool IsVisible(char letter) => !char.IsWhiteSpace(letter) && !char.IsControl(letter)
        && char.GetUnicodeCategory(letter) != UnicodeCategory.Format;

    public static bool IsShrunk(CollapseSettings settings, SlotMemory slot, int words) =>
        slot.Responses >= ResponsesBeforeMin && slot.UsualWords >= UsualWordsMin && words <= settings.Share * slot.UsualWords;

    public static HealthSign? LanguageDrift(LanguageDriftSettings settings, HealthState state, StepPosition position, string text)
    {
        var found = Languages.Of(text);
        if (settings.Language is { } declared)
        {
            return found is not null && found != declared ? Drift(declared, found) : null;
        }

        var prompt = state.OpenPrompt;
        if (Languages.AreNamedIn(prompt))
        {
            return null;
        }

        if (Languages.ScriptChange(text) is var (from, to) && Languages.Of(prompt) != to)
        {
            return Drift(from, to);
        }

        return found is not null && Expected(state, position) is { } expected && found != expected && Languages.Of(prompt) != found
            ? Drift(expected, found)
            : null;
    }

    private static string? Expected(HealthState state, StepPosition position) =>
        state.SlotOf(position) is { InLanguage: >= InLanguageMin } slot ? slot.Language
        : !state.IsLanguageMixed && state.InLanguage >= InLanguageOfSessionMin ? state.Language
        : null;

    private static HealthSign Drift(string from, string to) => new(HealthDetector.LanguageDrift, 1, 1, $"{from} -> {to}");

    private static string Words(double count) => count.ToString("0", CultureInfo.InvariantCulture);
}
