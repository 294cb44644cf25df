using System.Collections.Immutable;
using System.Text;
using Samantha.Actors.Sessions;
using Samantha.Chains.Code;
using Samantha.Chains.Text;
using Samantha.Host.CodeRuns;
using Samantha.Host.Terminal;

namespace Samantha.Host.Running;

/// <summary>
/// A program of a running step on a terminal: what it prints as it comes (stderr dimmed), and how it ended. Each stream passes a
/// sanitiser of its own, so that neither can finish a control sequence that the other began.
/// </summary>
internal sealed class CodeView
{
    private readonly HostConsole _console;
    private readonly LiveScreen _screen;
    private readonly StringBuilder _streamedOut = new();
    private readonly StringBuilder _streamedError = new();
    private TerminalSanitizer _out = new();
    private TerminalSanitizer _error = new();

    public CodeView(HostConsole console, LiveScreen screen)
    {
        _console = console;
        _screen = screen;
    }

    public void OnStarted(StepCodeStarted started)
    {
        Reset();
        _screen.EnsureLineStart();
        _screen.WriteLine(
            $"---------- Python, sandbox {TerminalSanitizer.SanitizeLine(started.Sandbox)}", _console.OutInk.Dim);
    }

    public void OnPrinted(StepCodePrinted printed)
    {
        (printed.IsError ? _streamedError : _streamedOut).Append(printed.TextDelta);
        Write(printed.IsError, printed.TextDelta);
    }

    public void OnExecuted(CodeOutcome outcome)
    {
        ShowRest(outcome);
        bool isGood = outcome is { End: CodeRunEnd.Exited, ExitCode: 0 } or { End: CodeRunEnd.NothingToRun };
        Func<string, string> style = isGood ? _console.OutInk.Dim : _console.OutInk.Red;
        Line($"---------- (Python: {OutcomeWords.Summary(outcome)})", style);
        foreach (string detail in OutcomeWords.Details(outcome))
        {
            Line($"           {detail}", style);
        }

        if (!outcome.Files.IsEmpty)
        {
            Line($"           files: {OutcomeWords.Files(outcome.Files)}", _console.OutInk.Dim);
        }

        Reset();
    }

    // The feed may leave out output of a reader that fell behind; the outcome is what counts.
    private void ShowRest(CodeOutcome outcome)
    {
        string streamedOut = _streamedOut.ToString(), streamedError = _streamedError.ToString();
        string stdout = outcome.Stdout, stderr = outcome.Stderr;
        if (stdout.StartsWith(streamedOut, StringComparison.Ordinal)
            && stderr.StartsWith(streamedError, StringComparison.Ordinal))
        {
            Write(isError: false, stdout[streamedOut.Length..]);
            Write(isError: true, stderr[streamedError.Length..]);
            Complete();
            return;
        }

        Complete();
        Line("[the output, complete:]", _console.OutInk.Dim);
        Write(outcome.Output);
        Complete();
    }

    private void Write(ImmutableArray<OutputPart> output)
    {
        foreach (OutputPart part in output)
        {
            Write(part.IsError, part.Text);
        }
    }

    private void Write(bool isError, string text)
    {
        string safe = (isError ? _error : _out).Append(text);
        _screen.WriteStyled(safe, isError ? _console.OutInk.Dim(safe) : safe);
    }

    private void Complete()
    {
        _screen.WriteText(_out.Complete());
        _screen.WriteText(_error.Complete());
        _screen.EnsureLineStart();
        _out = new TerminalSanitizer();
        _error = new TerminalSanitizer();
    }

    private void Line(string text, Func<string, string> style) =>
        _screen.WriteLine(TerminalSanitizer.SanitizeLine(text), style);

    private void Reset()
    {
        _streamedOut.Clear();
        _streamedError.Clear();
        _out = new TerminalSanitizer();
        _error = new TerminalSanitizer();
    }
}
