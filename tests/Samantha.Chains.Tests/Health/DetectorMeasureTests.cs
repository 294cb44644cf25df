using System.Collections.Immutable;

namespace Samantha.Chains.Tests.Health;

/// <summary>What the documentation promises of the detectors, over all labelled responses.</summary>
public class DetectorMeasureTests
{
    private const double RecallMin = 0.95;
    private const double FalseAlarmsMax = 0.005;

    [Theory(Timeout = 60_000)]
    [InlineData("tuning")]
    [InlineData("held-out")]
    public async Task Detectors_find_95_of_100_and_give_a_false_alarm_in_less_than_1_of_200(string folder)
    {
        await Task.Yield();
        ImmutableArray<LabelledCase> written = LabelledFiles.Read(Path.Combine(AppContext.BaseDirectory, "health", folder));
        LabelledCase[] all = [.. written, .. LabelledVariations.Of(written)];

        Assert.True(all.Length > 250, $"{all.Length} cases");
        foreach (var measure in DetectorMeasure.Of(all))
        {
            var told = measure.Line() + "\n" + string.Join('\n', measure.Wrong);
            Assert.True(measure is { Positives: > 0, Negatives: > 100 }, told);
            Assert.True(measure.Recall >= RecallMin && measure.FalseAlarmRate <= FalseAlarmsMax, told);
        }
    }
}
