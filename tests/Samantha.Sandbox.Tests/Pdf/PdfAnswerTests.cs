using System.Collections.Immutable;
using Samantha.Sandbox.Levels;
using Samantha.Sandbox.Pdf;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Tests.Pdf;

/// <summary>What the answers of poppler's tools are taken to mean, without any tool.</summary>
public sealed class PdfAnswerTests
{
    private static readonly PdfFacts TwoPages = new(2, false, false);

    [Fact]
    public void Facts_are_read_from_the_last_lines_of_their_names()
    {
        const string Info = "Title: x\nPages: 9999\nEncrypted: no\nPages:           3\n"
            + "Encrypted:       yes (print:yes copy:no change:no algorithm:RC4)\n";
        Assert.Equal(new PdfFacts(3, true, true), PdfAnswer.ReadInfo(Info));
        Assert.Equal(new PdfFacts(0, false, false), PdfAnswer.ReadInfo("nonsense"));
        Assert.Equal(new PdfFacts(1, true, false), PdfAnswer.ReadInfo("Pages: 1\nEncrypted: yes (print:yes copy:yes)"));
    }

    [Theory]
    [InlineData("exam\u00AD\nple is", "example is")]
    [InlineData("exam\u00AD-\nple is", "example is")]
    [InlineData("exam\u00ADple", "example")]
    [InlineData("well-\nknown", "well-\nknown")]
    [InlineData("\n\n  text  \n\n", "  text")]
    [InlineData("a\u0000b\u001b[31mc\td", "ab[31mc\td")]
    public void A_page_is_tidied_in_reading_order(string page, string expected) =>
        Assert.Equal(expected, PdfAnswer.Tidy(page, false));

    [Fact]
    public void With_a_kept_layout_a_divided_word_stays_in_its_line() =>
        Assert.Equal("exam-\nple  column", PdfAnswer.Tidy("exam\u00AD\nple  column", true));

    [Fact]
    public void Pages_end_with_form_feeds_and_blank_ones_are_named()
    {
        var document = PdfAnswer.ReadText("x.pdf", "one\n\f\f", "", TwoPages, false);
        Assert.Equal(["one", ""], document.Pages.AsEnumerable());
        Assert.Contains("1 page without text (2)", Assert.Single(document.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\f\f", "", PdfProblem.NoText)]
    [InlineData("", "Syntax Error: Loop in Pages tree\n", PdfProblem.Damaged)]
    [InlineData(" \f \n\f", "Syntax Warning: whatever\n", PdfProblem.NoText)]
    public void An_answer_without_text_is_a_problem(string text, string errors, PdfProblem problem) =>
        Assert.Equal(
            problem, Assert.Throws<PdfException>(() => PdfAnswer.ReadText("x.pdf", text, errors, TwoPages, false)).Problem);

    [Fact]
    public void Text_of_a_damaged_file_comes_with_a_warning() =>
        Assert.Contains(
            "damaged", Assert.Single(PdfAnswer.ReadText("x.pdf", "a\fb\f", "Syntax Error: bad\n", TwoPages, false).Warnings),
            StringComparison.Ordinal);

    [Theory]
    [InlineData(SandboxEnd.Exited, 1, "Command Line Error: Incorrect password", false, PdfProblem.PasswordWanted)]
    [InlineData(SandboxEnd.Exited, 1, "Command Line Error: Incorrect password", true, PdfProblem.PasswordWrong)]
    [InlineData(SandboxEnd.Exited, 1, "Syntax Warning: May not be a PDF file (continuing anyway)", false, PdfProblem.NotPdf)]
    [InlineData(SandboxEnd.Exited, 1, "Syntax Error: Couldn't find trailer dictionary", false, PdfProblem.Damaged)]
    [InlineData(SandboxEnd.Exited, 99, "Wrong page range given", false, PdfProblem.Damaged)]
    [InlineData(SandboxEnd.Crashed, 139, "", false, PdfProblem.Damaged)]
    [InlineData(SandboxEnd.NotRun, null, "", false, PdfProblem.SandboxUnavailable)]
    public void A_failed_run_is_told_apart(SandboxEnd end, int? exitCode, string errors, bool hasPassword, PdfProblem problem) =>
        Assert.Equal(problem, PdfAnswer.Problem("x.pdf", Outcome(end, exitCode, errors, []), hasPassword)?.Problem);

    [Theory]
    [InlineData(SandboxLimit.WallClock, PdfProblem.TooSlow)]
    [InlineData(SandboxLimit.Cpu, PdfProblem.TooSlow)]
    [InlineData(SandboxLimit.Output, PdfProblem.TooLarge)]
    [InlineData(SandboxLimit.Memory, PdfProblem.TooLarge)]
    public void A_limit_is_told(SandboxLimit limit, PdfProblem problem)
    {
        Assert.Equal(problem, PdfAnswer.Problem("x.pdf", Outcome(SandboxEnd.LimitReached, null, "", [limit]), false)?.Problem);
        Assert.Equal(problem, PdfAnswer.Problem("x.pdf", Outcome(SandboxEnd.Exited, 1, "", [limit]), false)?.Problem);
    }

    private static CommandOutcome Outcome(
        SandboxEnd end, int? exitCode, string errors, ImmutableArray<SandboxLimit> limits) => new(
        end, "message", exitCode, ReadOnlyMemory<byte>.Empty, errors, false, 1, limits, SandboxLevel.Bubblewrap, "");
}
