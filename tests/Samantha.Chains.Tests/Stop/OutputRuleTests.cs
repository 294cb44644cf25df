using Samantha.Chains.ChainFiles;
using Samantha.Chains.Code;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;

namespace Samantha.Chains.Tests.Stop;

public class OutputRuleTests
{
    private static readonly StopSettings s_notEmpty = new(OutputNotEmpty: true);

    private static CodeOutcome Outcome(
        string stdout, int? exitCode = 0, string stderr = "", CodeRunEnd end = CodeRunEnd.Exited) => new()
    {
        End = end, ExitCode = exitCode, Output = [new OutputPart(true, stderr), new OutputPart(false, stdout)],
    };

    private static StopDecision? Decide(StopSettings stop, CodeOutcome? output, StopClock? clock = null,
        SessionState? state = null) =>
        StopRules.Evaluate(
            TestChains.Of("m", "p") with { Stop = stop, RunCode = true }, state ?? SessionState.Empty,
            "```python\nprint('STOP_SAMANTHA')\nSTOP_SAMANTHA = 1\n```", output, null, clock ?? StopClock.Zero);

    [Fact]
    public void Output_without_an_error_stops_and_the_sentence_says_what_was_printed() =>
        Assert.Equal(
            new StopDecision(StopRule.OutputNotEmpty, "The code printed '3' and ended without error."),
            Decide(s_notEmpty, Outcome("\n 3 \n")));

    [Fact]
    public void As_the_original_nothing_but_blanks_is_no_output() => Assert.Null(Decide(s_notEmpty, Outcome(" \r\n\t\n")));

    [Fact]
    public void Repaired_output_of_a_program_that_failed_does_not_stop()
    {
        Assert.Null(Decide(s_notEmpty, Outcome("3", exitCode: 1)));
        Assert.Null(Decide(s_notEmpty, Outcome("3", exitCode: 137, end: CodeRunEnd.LimitReached)));
        Assert.Null(Decide(s_notEmpty, Outcome("3", exitCode: null, end: CodeRunEnd.Skipped)));
    }

    [Fact]
    public void Repaired_a_warning_or_syntax_error_on_stderr_does_not_stop() =>
        Assert.Null(Decide(s_notEmpty with { OutputLine = "E" }, Outcome("", stderr: "E\n")));

    [Fact]
    public void No_code_no_output() => Assert.Null(Decide(s_notEmpty with { ExitCode = 0 }, null));

    [Fact]
    public void Repaired_only_a_line_on_stdout_that_is_the_stop_line_stops()
    {
        Assert.Equal(StopRule.OutputLine, Decide(StopSettings.Default, Outcome("4\r\n STOP_SAMANTHA\r\n"))!.Rule);
        Assert.Null(Decide(StopSettings.Default, Outcome("print STOP_SAMANTHA")));
        Assert.Null(Decide(StopSettings.Default, Outcome("", stderr: "STOP_SAMANTHA")));
        Assert.Null(Decide(StopSettings.Default with { OutputLine = null }, Outcome("STOP_SAMANTHA")));
    }

    [Fact]
    public void A_stop_line_that_came_in_two_pieces_is_one_line() =>
        Assert.Equal(StopRule.OutputLine, Decide(StopSettings.Default, new CodeOutcome
        {
            End = CodeRunEnd.Exited, ExitCode = 1,
            Output = [new OutputPart(false, "STOP_"), new OutputPart(true, "noise\n"), new OutputPart(false, "SAMANTHA\n")],
        })!.Rule);

    [Fact]
    public void A_pattern_looks_at_stdout()
    {
        Assert.Equal(StopRule.OutputMatches, Decide(new StopSettings(OutputMatches: "(?m)^[0-3]$"), Outcome("7\n2\n"))!.Rule);
        Assert.Null(Decide(new StopSettings(OutputMatches: "x"), Outcome("7", stderr: "x")));
    }

    [Fact]
    public void An_exit_code_stops_only_when_the_program_had_it()
    {
        Assert.Equal(StopRule.ExitCode, Decide(new StopSettings(ExitCode: 3), Outcome("", exitCode: 3))!.Rule);
        Assert.Null(Decide(new StopSettings(ExitCode: 0), Outcome("", exitCode: 3)));
        Assert.Null(Decide(new StopSettings(ExitCode: 0), Outcome("", exitCode: null, end: CodeRunEnd.NotRun)));
    }

    [Fact]
    public void Until_holds_from_the_next_time_on_that_the_clock_shows_after_the_run_began()
    {
        var state = SessionState.Empty with { RunSinceUtc = new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero) };
        var stop = new StopSettings(Until: new TimeOnly(7, 0));
        StopRule? RuleAt(int hours, int minutes) => Decide(
            stop, null, StopClock.Zero with { NowUtc = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)
                .AddHours(hours).AddMinutes(minutes) }, state)?.Rule;

        Assert.Null(RuleAt(8, 1));
        Assert.Null(RuleAt(24 + 6, 59));
        Assert.Equal(StopRule.Until, RuleAt(24 + 7, 0));
        Assert.Equal(StopRule.Until, RuleAt(24 + 20, 0));
    }

    [Fact]
    public void The_active_rules_are_described_in_sentences()
    {
        var stop = new StopSettings(null, "x+", 10, TimeSpan.FromMinutes(90), 1, 2, true, "END", "y", 3, new TimeOnly(7, 5));
        var chain = TestChains.Of("m", "p") with { Stop = stop };

        Assert.Equal(
            [
                "A response matches x+.", "Code prints something on stdout and ends with exit code 0.",
                "Code prints the line END on stdout.", "What code prints on stdout matches y.", "Code ends with exit code 3.",
                "The responses have 10 tokens together.", "1 response has been given.", "2 loops are done.",
                "The session has been running for 1 h 30 min.",
                "The clock shows 07:05 (the next time after each start or resumption).",
            ],
            StopRules.Describe(chain with { RunCode = true }).AsEnumerable());
        Assert.Equal(6, StopRules.Describe(chain).Length);
        Assert.Equal(["A response has the line STOP_SAMANTHA."], StopRules.Describe(TestChains.Of("m", "p")).AsEnumerable());
    }

    [Fact]
    public void A_long_output_is_named_by_its_beginning()
    {
        var message = Decide(s_notEmpty, Outcome(new string('x', 39) + "🙂🙂\nmore"))!.Message;

        Assert.Equal($"The code printed '{new string('x', 39)}…' and ended without error.", message);
    }
}
