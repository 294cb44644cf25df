using System.Text.Json;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Reports;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Chains.Tests.Sessions;

namespace Samantha.Chains.Tests.Reports;

public class ReportTests
{
    private static readonly DateTimeOffset s_at = SimulatedSession.Start;

    private static string Text(SessionReport report) =>
        string.Join('\n', ReportRows.Full(report).Select(row => $"{row.Name}: {row.Value}"));

    private static SimulatedSession Eventful()
    {
        int tries = 0;
        var session = new SimulatedSession
        {
            Failing = run => run.Step.Prompt.Text switch
            {
                "crash" when tries++ == 0 => StepFailureReason.EngineCrashed,
                "long" => StepFailureReason.PromptTooLong,
                _ => null,
            },
            Responding = _ => "```python\nx\n```",
            Executing = run => new CodeOutcome
            {
                End = run.Position.Prompt == 1 ? CodeRunEnd.Exited : CodeRunEnd.LimitReached, ExitCode = 1, DurationMs = 2500,
                Limits = run.Position.Prompt == 1 ? [] : [CodeLimit.WallClock],
                Files = [new ProducedFile("a.png", 2000, "x")],
            },
        }.Started(TestChains.Of("m", "good", "crash", "long") with
        {
            Name = "busy", RunCode = true, OnError = OnError.NextStep, Stop = new StopSettings(null, TotalTokens: 100, Steps: 50),
        });
        session.Write((n, at) => new ModelLoaded(n, at, "m", "/m.gguf", 1, 1500, 512, 512, 1, "model"));
        session.Run();
        return session;
    }

    [Fact]
    public void Changes_of_models_are_told_with_the_time_in_which_there_was_none()
    {
        var session = SimulatedSession.Begin(TestChains.Of("a b", "p"));
        foreach (double? swapMs in new double?[] { null, 1500, 2500 })
        {
            session.Write((n, at) => new ModelLoaded(n, at, "a", "/a.gguf", 1, 900, 512, 512, 1, "model", SwapMs: swapMs));
        }

        var report = SessionReport(session);

        Assert.Equal((2, TimeSpan.FromSeconds(4)), (report.Swaps.Count, report.Swaps.Total));
        Assert.Contains(
            new ReportRow("Swaps", "2, 2.0 s each without a model, the longest 2.5 s"), ReportRows.Full(report));
    }

    [Fact]
    public void Everything_that_happened_is_counted_and_what_did_not_has_no_row()
    {
        var session = Eventful();
        var report = SessionReport(session);

        Assert.Equal(
            [(StepFailureReason.PromptTooLong, 1L)], report.Failures.Select(tally => (tally.What, tally.Count)));
        Assert.Equal([(StepFailureReason.EngineCrashed, 1L)], report.Retries.Select(tally => (tally.What, tally.Count)));
        Assert.Equal(TimeSpan.FromSeconds(5), report.Time.Code);
        Assert.Equal((2, 4000L), (report.FilesProduced, report.BytesProduced));
        string text = Text(report);
        Assert.Contains("Ended: finished: the plan is done", text, StringComparison.Ordinal);
        Assert.Contains("Steps: 2 answered of 3, 1 failed", text, StringComparison.Ordinal);
        Assert.Contains("Failures: prompt too long 1", text, StringComparison.Ordinal);
        Assert.Contains("Retries: engine crashed 1", text, StringComparison.Ordinal);
        Assert.Contains("Programs: exited 1, 1 of them with an error, limit reached 1; limits: wall clock 1; 2 files, 4 kB", text, StringComparison.Ordinal);
        Assert.Contains("Loads: 1", text, StringComparison.Ordinal);
        Assert.Contains("Budgets: tokens 10 of 100, steps 2 of 50", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Findings", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Interrupts", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_quiet_session_has_few_rows()
    {
        var report = SessionReport(SimulatedSession.Begin(TestChains.Of("m", "p")).Run());

        Assert.Equal(["Session", "Ended", "Ran", "Steps", "Tokens", "Time"], ReportRows.Full(report).Select(row => row.Name));
    }

    [Fact]
    public void Runs_crashes_and_interrupts_are_told_apart()
    {
        var session = SimulatedSession.Begin(TestChains.Of("m", "p", "q", "r")).Run(1);
        session.Write((n, at) => new StopRequested(n, at, Now: false, "test"));
        session.Run();
        session.Resume();
        session.Write((n, at) => new SessionResumed(n, at, "0.1.0")); // After a crash: nothing ended it.
        session.Run();

        var report = SessionReport(session);

        Assert.Equal((3, 1, 1), (report.Runs, report.Crashes, report.StopsRequested));
        Assert.Contains("in 3 runs (1 of them after the program had died)", Text(report), StringComparison.Ordinal);
        Assert.Contains("Interrupts: stop asked for once", Text(report), StringComparison.Ordinal);
    }

    [Fact]
    public void Speed_over_time_keeps_all_tokens_in_a_bounded_number_of_slices()
    {
        var slices = new SpeedSlices();
        double tokens = 0, seconds = 0, now = 0;
        var random = new Random(7);
        for (int i = 0; i < 5000; i++)
        {
            double took = random.NextDouble() * 20;
            now += took + random.NextDouble();
            slices.Add(now, 100, took);
            (tokens, seconds) = (tokens + 100, seconds + took);
        }

        var speed = slices.Build();

        Assert.InRange(speed.TokensPerSecond.Length, 30, 60);
        Assert.Equal(speed.TokensPerSecond.Length, speed.Sparkline.Length);
        Assert.InRange(speed.TokensPerSecond.Average() ?? 0, tokens / seconds * 0.5, tokens / seconds * 2);
    }

    [Fact]
    public void A_halt_in_between_shows_as_dots_and_a_slow_part_as_low_signs()
    {
        var slices = new SpeedSlices();
        slices.Add(10, 1000, 10);
        slices.Add(40, 100, 10);

        Assert.Equal("██████████····················▁▁▁▁▁▁▁▁▁▁", slices.Build().Sparkline.Replace('▂', '▁'));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-5)]
    [InlineData(1e300)]
    public void Numbers_from_a_damaged_journal_do_no_harm(double milliseconds)
    {
        var session = SimulatedSession.Begin(TestChains.Of("m", "p"));
        session.Write((n, at) => new StepStarted(n, at, new StepPosition(1, 1, 1, 1), 1, "m", new(), 1, "", "", "p"));
        var state = new SessionReporter();
        session.Events.ToList().ForEach(state.Add);
        state.Add(new ResponseCommitted(
            session.State.LastSequence + 1, s_at, new StepPosition(1, 1, 1, 1), 1, "x", 1, 1, milliseconds, milliseconds,
            ResponseStopReason.EndOfTurn));

        Assert.NotEmpty(Text(state.Build()!));
    }

    [Fact]
    public void The_report_as_JSON_is_one_line_with_names_in_words()
    {
        string json = ReportJson.Serialize(SessionReport(Eventful()));

        Assert.DoesNotContain('\n', json);
        using var parsed = JsonDocument.Parse(json);
        Assert.Equal("prompt-too-long", parsed.RootElement.GetProperty("failures")[0].GetProperty("what").GetString());
        Assert.Equal(1500, TimeSpan.Parse(parsed.RootElement.GetProperty("time").GetProperty("load").GetString()!,
            System.Globalization.CultureInfo.InvariantCulture).TotalMilliseconds);
    }

    [Fact]
    public void Without_a_beginning_there_is_no_report() => Assert.Null(SessionReporter.Of([]));

    private static SessionReport SessionReport(SimulatedSession session) => SessionReporter.Of(session.Events)!;
}
