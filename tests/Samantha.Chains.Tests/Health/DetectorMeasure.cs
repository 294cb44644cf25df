using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Health;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Sessions;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Tests.Health;

/// <summary>How often one detector was right over labelled cases.</summary>
/// <param name="Detector">Which one.</param>
/// <param name="Positives">Cases in which it must find something.</param>
/// <param name="Found">Of these, those in which it did.</param>
/// <param name="Negatives">Cases in which it must not.</param>
/// <param name="Wrong">The names of those in which it did all the same, and of those that it missed.</param>
public sealed record DetectorMeasure(
    HealthDetector Detector, int Positives, int Found, int Negatives, int FalseAlarms, ImmutableArray<string> Wrong)
{
    public double Recall => Positives == 0 ? 1 : (double)Found / Positives;

    public double Precision => Found + FalseAlarms == 0 ? 1 : (double)Found / (Found + FalseAlarms);

    public double FalseAlarmRate => Negatives == 0 ? 0 : (double)FalseAlarms / Negatives;

    /// <summary>Every case is run as a session that notes what all detectors find, as in "health = note".</summary>
    public static ImmutableArray<DetectorMeasure> Of(IReadOnlyCollection<LabelledCase> cases)
    {
        (LabelledCase Case, HashSet<HealthDetector> Found)[] results = [.. cases.Select(item => (item, FindingsOf(item)))];
        return [.. Enum.GetValues<HealthDetector>().Select(detector =>
        {
            var must = results.Where(result => result.Case.Expected == detector).ToList();
            var mustNot = results
                .Where(result => result.Case.Expected != detector && !result.Case.Allowed.Contains(detector)).ToList();
            var missed = must.Where(result => !result.Found.Contains(detector)).Select(result => "missed " + result.Case.Name);
            var alarms = mustNot.Where(result => result.Found.Contains(detector))
                .Select(result => "false alarm " + result.Case.Name).ToList();
            return new DetectorMeasure(
                detector, must.Count, must.Count(result => result.Found.Contains(detector)), mustNot.Count, alarms.Count,
                [.. missed, .. alarms]);
        })];
    }

    public string Line() => string.Create(CultureInfo.InvariantCulture,
        $"{HealthWords.Kebab(Detector),-15} {Found,4} of {Positives,4}  recall {Recall * 100,6:0.00} %  "
            + $"precision {Precision * 100,6:0.00} %  false alarms {FalseAlarms,3} of {Negatives,4} ({FalseAlarmRate * 100:0.00} %)");

    private static HashSet<HealthDetector> FindingsOf(LabelledCase item)
    {
        var chain = new ChainDefinition
        {
            Prompts = PromptList.Literal([.. Enumerable.Repeat(item.Prompt, item.Turns)]),
            Models = [ModelEntry.Of("m")],
            Health = HealthSettings.Default.With(HealthAction.Note),
        };
        var at = DateTimeOffset.UnixEpoch;
        var state = SessionState.Empty.Apply(new SessionStarted(1, at, "s", ChainJson.Serialize(chain), "f", 1, "1"));
        var found = new HashSet<HealthDetector>();
        for (var index = 0; index < item.Responses.Length; index++)
        {
            var position = new StepPosition((index / item.Turns) + 1, 1, 1, (index % item.Turns) + 1);
            state = state.Apply(new StepStarted(
                state.LastSequence + 1, at, position, 1, "m", Hyperparameters.Default, 1, "", "", item.Prompt));
            var verdict = HealthJudge.Judge(state, item.Responses[index]);
            found.UnionWith(verdict.Findings.Select(finding => finding.Sign.Detector));
            state = state.Apply(new ResponseCommitted(
                state.LastSequence + 1, at, position, 1, item.Responses[index], 1, 1, 1, 1, ResponseStopReason.EndOfTurn));
        }

        return found;
    }
}
