using Samantha.Chains.Code;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Tests.Sessions;
using Samantha.Chains.Transcripts;

namespace Samantha.Chains.Tests.Transcripts;

public class CodeTranscriptTests
{
    private static string Render(CodeOutcome outcome, TranscriptOptions? options = null) => string.Join(
        '\n', TranscriptWriter.Lines(
            [new CodeExecuted(1, SimulatedSession.Start, new StepPosition(1, 1, 1, 1), 1, outcome)], options));

    [Fact]
    public void Output_stands_below_its_response_with_its_streams_files_and_limits() =>
        Assert.Equal(
            """
            ---------- Python output (limit reached: wall clock, 60.3s, sandbox bubblewrap)
            one
            two
            [stderr]
            oops
            [stdout]
            three
            [The program ran longer than 60 s.]
            [The output was cut here: the program printed more than it may.]
            [file chart.png, 12.3 kB]
            [file sub/a.txt, 1 byte]
            [file all.csv, 2.0 MB]
            [The link x was left out.]
            """.ReplaceLineEndings("\n"),
            Render(new CodeOutcome
            {
                End = CodeRunEnd.LimitReached, ExitCode = 137, Message = "The program ran longer than 60 s.", DurationMs = 60_300,
                Limits = [CodeLimit.WallClock], Sandbox = "bubblewrap", IsOutputCut = true,
                Output =
                [
                    new OutputPart(false, "one\ntw"), new OutputPart(false, "o\n"), new OutputPart(true, "oops\n"),
                    new OutputPart(true, ""), new OutputPart(false, "three\n"),
                ],
                Files =
                [
                    new ProducedFile("chart.png", 12_345, ""), new ProducedFile("sub/a.txt", 1, ""),
                    new ProducedFile("all.csv", 2_000_000, ""),
                ],
                FileNotes = ["The link x was left out."],
            }));

    [Theory]
    [InlineData(CodeRunEnd.Exited, 0, "", "---------- Python output (exit code 0, sandbox none)")]
    [InlineData(CodeRunEnd.Exited, 1, "", "---------- Python output (exit code 1, sandbox none)")]
    [InlineData(CodeRunEnd.Crashed, 139, "Segmentation fault.",
        "---------- Python output (crashed, exit code 139, sandbox none)\n[Segmentation fault.]")]
    [InlineData(CodeRunEnd.Skipped, null, "", "---------- Python output (skipped by user, sandbox none)")]
    [InlineData(CodeRunEnd.NotRun, null, "There is no Python.", "---------- Python not run: There is no Python.")]
    [InlineData(CodeRunEnd.NothingToRun, null, "", "")]
    public void How_it_ended_is_told_without_times_when_the_transcript_must_be_stable(
        CodeRunEnd end, int? exitCode, string message, string expected) =>
        Assert.Equal(expected, Render(
            new CodeOutcome { End = end, ExitCode = exitCode, Message = message, DurationMs = 1234, Sandbox = "none" },
            TranscriptOptions.Stable));

    [Fact]
    public void Lines_that_call_pip_are_named_below_the_response()
    {
        var lines = TranscriptWriter.Lines(
            [
                new ResponseCommitted(
                    1, SimulatedSession.Start, new StepPosition(1, 1, 1, 1), 1, "R", 1, 1, 1, 1, ResponseStopReason.EndOfTurn,
                    new ExtractedCode("x", ["pip install a", "!pip install b"], [])),
            ], TranscriptOptions.Stable);

        Assert.Equal("---------- (not run: pip install a; !pip install b)", lines.Last());
    }
}
