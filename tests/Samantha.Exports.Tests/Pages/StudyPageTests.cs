using System.Globalization;
using System.Text.RegularExpressions;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Chains.Studies;
using Samantha.Chains.Sweeps;
using Samantha.Exports.Tables;
using Samantha.Exports.Tests.Support;

namespace Samantha.Exports.Tests.Pages;

/// <summary>What the settings of a sweep did, on the page and as tables.</summary>
public sealed partial class StudyPageTests
{
    [Fact]
    public void A_sweep_has_pictures_with_a_point_for_each_response_and_a_table_of_means()
    {
        var html = Rendered.Text(Script("one two three four", "one one").Source, ExportFormat.Html);
        var page = PageRules.Check(html, hasStudy: true);

        Assert.Contains("What the settings did", page.Text, StringComparison.Ordinal);
        Assert.Contains("entropy is not there", page.Text, StringComparison.Ordinal);
        Assert.Equal(4, page.Of("svg").Count(svg => svg["aria-label"]!.EndsWith("against temperature", StringComparison.Ordinal)));
        Assert.Equal(
            2 * 4, page.Of("circle").Count());
        var picture = WordsPicture().Match(html).Value;
        var heights = CirclePattern().Matches(picture).Select(match => double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)).ToList();
        Assert.True(heights[0] < heights[1], "four words stand above two");
    }

    [Fact]
    public void Pages_of_equal_sessions_are_equal_and_hostile_values_stay_text()
    {
        var first = Rendered.Text(Script("a", "</svg><script>").Source, ExportFormat.Html);

        Assert.Equal(first, Rendered.Text(Script("a", "</svg><script>").Source, ExportFormat.Html));
        PageRules.Check(first, hasStudy: true);
    }

    [Fact]
    public void A_session_that_varies_nothing_has_no_such_part() =>
        Assert.DoesNotContain("<svg", Rendered.Text(SampleSession.Create().Source, ExportFormat.Html), StringComparison.Ordinal);

    [Fact]
    public void The_tables_have_a_row_for_each_combination_and_for_each_response()
    {
        var study = SettingsStudier.Of(Script("one two three four", "one one").Events)!;
        using var rows = new StringWriter();
        using var responses = new StringWriter();
        StudyTable.WriteRows(rows, study);
        StudyTable.WriteResponses(responses, study, isForTerminal: false);

        Assert.Equal(
            [
                "temperature,responses,words,tokens,distinct_1,distinct_2,distinct_3,repetition,entropy,asked_again,identical,first_difference_token",
                "0,1,4,12,1,1,1,0,,0,0,",
                "0.5,1,2,12,0.5,1,,,,0,0,", "",
            ],
            rows.ToString().Split("\r\n"));
        Assert.StartsWith("step,model,prompt,seed,temperature,words", responses.ToString(), StringComparison.Ordinal);
        Assert.Contains("\"L1.M1.R2.P1\",\"samantha-mini\",1,1234567890123456789,0.5,2,12,0.5,1,,,\r\n", responses.ToString(), StringComparison.Ordinal);
    }

    private static EventScript Script(string cold, string warm)
    {
        var sweep = new SweepSettings([new SweepBlock([new SweepAxis("temperature", ["0", "0.5"])])]);
        var script = new EventScript(ChainDefinition.FromPrompts(PromptList.Literal(["p"]), "Sweep") with
        {
            Models = [ModelEntry.Of("samantha-mini")], Sweep = sweep,
        });
        foreach (var (round, temperature, text) in new[] { (1, 0.0, cold), (2, 0.5, warm) })
        {
            script.Hyperparameters = Hyperparameters.Default with { Temperature = temperature, Seed = (ulong)round };
            script.Step(new StepPosition(1, 1, round, 1), "p", text);
        }

        return script.Finish();
    }

    [GeneratedRegex("<svg[^>]*aria-label=\"words against temperature\".*?</svg>")]
    private static partial Regex WordsPicture();

    [GeneratedRegex("cy=\"([0-9.]+)\"")]
    private static partial Regex CirclePattern();
}
