using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Samantha.Sandbox.Running;

namespace Samantha.Sandbox.Pdf;

/// <summary>
/// What the answers of pdfinfo and pdftotext mean. Pure: no file, no process. Messages name the file and what to do.
/// </summary>
internal static partial class PdfAnswer
{
    private const int MaxPagesNamed = 20;

    /// <summary>
    /// Reads pdfinfo's answer. Titles come before the facts and could look like them, so the last line of a name counts.
    /// </summary>
    public static PdfFacts ReadInfo(string info)
    {
        var lines = info.Split('\n');
        var pages = Last("Pages:") is { } text
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        var encrypted = Last("Encrypted:") ?? "no";
        var isEncrypted = encrypted.StartsWith("yes", StringComparison.Ordinal);
        return new PdfFacts(pages, isEncrypted, isEncrypted && encrypted.Contains("copy:no", StringComparison.Ordinal));

        string? Last(string name) =>
            lines.LastOrDefault(line => line.StartsWith(name, StringComparison.Ordinal))?[name.Length..].Trim();
    }

    /// <summary>Why a tool's run gave nothing to read, or null when it did.</summary>
    public static PdfException? Problem(string path, CommandOutcome outcome, bool hasPassword) => outcome.End switch
    {
        SandboxEnd.NotRun => new PdfException(
            PdfProblem.SandboxUnavailable,
            $"{path} is not read, because PDF files are read in the sandbox only: {outcome.Message} {outcome.LevelReason}".Trim()),
        SandboxEnd.LimitReached => Limited(path, outcome.Limits),
        SandboxEnd.Cancelled => throw new OperationCanceledException($"reading {path} was cancelled"),
        SandboxEnd.Exited when outcome.ExitCode == 0 => null,
        _ => Failed(path, outcome, hasPassword),
    };

    /// <summary>The pages of pdftotext's answer: each ends with a form feed.</summary>
    /// <exception cref="PdfException">The answer holds no text.</exception>
    public static PdfDocument ReadText(string path, string text, string errors, PdfFacts facts, bool keepLayout)
    {
        var hasErrors = errors.Contains("Syntax Error", StringComparison.Ordinal);
        var parts = text.Split('\f');
        // What follows the last form feed is a page only if the tool ended in the middle of one.
        var count = parts[^1].Trim().Length == 0 ? parts.Length - 1 : parts.Length;
        ImmutableArray<string> pages = [.. parts.Take(count).Select(part => Tidy(part, keepLayout))];
        if (pages.All(page => page.Length == 0))
        {
            throw hasErrors
                ? Damaged(path, errors)
                : new PdfException(
                    PdfProblem.NoText,
                    $"{path} has no text layer: its {Pages(Math.Max(pages.Length, facts.Pages))} hold pictures or nothing."
                    + " It needs text recognition (OCR) first, for example: ocrmypdf IN.pdf OUT.pdf");
        }

        List<string> warnings = [];
        if (hasErrors)
        {
            warnings.Add($"{path} is damaged; text may be missing. {FirstError(errors)}");
        }

        if (facts.IsCopyForbidden)
        {
            warnings.Add($"{path} forbids copying text out of it; it was read because you said that you may.");
        }

        if (facts.Pages > pages.Length)
        {
            warnings.Add($"{path} names {Pages(facts.Pages)}, only {pages.Length} came out.");
        }

        var blank = Enumerable.Range(1, pages.Length).Where(number => pages[number - 1].Length == 0).ToArray();
        if (blank.Length > 0)
        {
            var named = string.Join(", ", blank.Take(MaxPagesNamed)) + (blank.Length > MaxPagesNamed ? ", ..." : "");
            warnings.Add(
                $"{path}: {Pages(blank.Length)} without text ({named}): blank, or pictures that need text recognition (OCR).");
        }

        return new PdfDocument(pages, [.. warnings]);
    }

    /// <summary>
    /// Words that a soft hyphen divided at the end of a line are put together again (with a kept layout the line stays as it is).
    /// Control characters other than tab and line end go; so do blank lines around the page.
    /// </summary>
    internal static string Tidy(string page, bool keepLayout)
    {
        page = page.Replace("\r\n", "\n", StringComparison.Ordinal);
        page = keepLayout ? SoftHyphenAtEnd().Replace(page, "-\n") : SoftHyphenAtEnd().Replace(page, "");
        page = Unwanted().Replace(page, "");
        return page.TrimEnd().TrimStart('\n');
    }

    private static PdfException Limited(string path, ImmutableArray<SandboxLimit> limits) => limits.FirstOrDefault() switch
    {
        SandboxLimit.WallClock or SandboxLimit.Cpu => new PdfException(
            PdfProblem.TooSlow, $"{path} takes too long to read; it may be made to. Split it, or print it to a new PDF file."),
        SandboxLimit.Output => new PdfException(
            PdfProblem.TooLarge, $"{path} holds more than {PdfText.MaxTextBytes >> 20} MB of text. Split the file."),
        var other => new PdfException(PdfProblem.TooLarge, $"{path} needs more than is allowed for reading it ({other})."),
    };

    private static PdfException Failed(string path, CommandOutcome outcome, bool hasPassword)
    {
        if (outcome.Limits.Length > 0)
        {
            return Limited(path, outcome.Limits);
        }

        var errors = outcome.Stderr;
        if (errors.Contains("Incorrect password", StringComparison.Ordinal))
        {
            return hasPassword
                ? new PdfException(PdfProblem.PasswordWrong, $"{path}: the password does not open the file.")
                : new PdfException(PdfProblem.PasswordWanted, $"{path} opens with a password only. Give it with the file.");
        }

        if (errors.Contains("May not be a PDF file", StringComparison.Ordinal))
        {
            return new PdfException(PdfProblem.NotPdf, $"{path} is not a PDF file.");
        }

        return outcome.End == SandboxEnd.Crashed
            ? new PdfException(
                PdfProblem.Damaged,
                $"{path} cannot be read: the reader crashed on it ({outcome.Message}), in the sandbox and without harm.")
            : Damaged(path, errors);
    }

    private static PdfException Damaged(string path, string errors) =>
        new(PdfProblem.Damaged, $"{path} is damaged and gives no text. {FirstError(errors)}".TrimEnd());

    private static string FirstError(string errors)
    {
        var line = errors.Split('\n').FirstOrDefault(line => line.Trim().Length > 0)?.Trim() ?? "";
        return line.Length == 0 ? "" : $"The reader says: {(line.Length > 200 ? line[..200] + "..." : line)}";
    }

    private static string Pages(int count) => count == 1 ? "1 page" : $"{count} pages";

    [GeneratedRegex("\u00AD-?[ \t]*\n[ \t]*")]
    private static partial Regex SoftHyphenAtEnd();

    [GeneratedRegex("[\u0000-\u0008\u000B-\u001F\u007F\u00AD]")]
    private static partial Regex Unwanted();
}
