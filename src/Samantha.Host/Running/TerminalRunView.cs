using System.Collections.Immutable;
using System.Text;
using Samantha.Actors.Sessions;
using Samantha.Chains.Plans;
using Samantha.Chains.Reports;
using Samantha.Chains.Sessions;
using Samantha.Chains.Text;
using Samantha.Chains.Transcripts;
using Samantha.Host.Terminal;

namespace Samantha.Host.Running;

/// <summary>
/// The run on a terminal: a header per step with the prompt dimmed, the response as it comes, what the transcript says below it,
/// its program's output, and a live status line. Text from outside passes one stateful sanitiser per response.
/// </summary>
internal sealed class TerminalRunView : IRunView
{
    private readonly HostConsole _console;
    private readonly LiveScreen _screen;
    private readonly StatusText _status;
    private readonly CodeView _code;
    private readonly TranscriptWriter _writer = new();
    private readonly bool _quiet;
    private readonly StringBuilder _streamed = new();
    private TerminalSanitizer _sanitizer = new();
    private readonly List<string> _findings = [];
    private StepPosition? _headerShown;

    public TerminalRunView(HostConsole console, Plan? plan, TimeProvider time, bool quiet)
    {
        _console = console;
        _quiet = quiet;
        _status = new StatusText(plan, time);
        _screen = new LiveScreen(console, hasStatus: !quiet && console.Facts.ErrorIsTerminal);
        _code = new CodeView(console, _screen);
    }

    public void OnNews(SessionNews news)
    {
        _status.OnNews(news);
        switch (news)
        {
            case SessionEventRecorded recorded:
                OnEvent(recorded.Event);
                break;
            case StepTextStreamed text:
                _streamed.Append(text.TextDelta);
                _screen.WriteText(_sanitizer.Append(text.TextDelta));
                break;
            case StepCodeStarted started:
                _code.OnStarted(started);
                break;
            case StepCodePrinted printed:
                _code.OnPrinted(printed);
                break;
            case SessionNoted noted:
                Note(noted.Text);
                break;
            default:
                break;
        }
    }

    public void OnTick() => _screen.DrawStatus(_status.ToString());

    public void Note(string text)
    {
        if (!_quiet)
        {
            _screen.Note(console => console.Note(text));
        }
    }

    public void Finish(RunSummary summary)
    {
        _screen.EnsureLineStart();
        _screen.EraseStatus();
        foreach (ReportRow row in summary.Report)
        {
            Note($"{row.Name,-11} {row.Value}");
        }

        foreach (string line in summary.Lines())
        {
            Note(line);
        }
    }

    private void OnEvent(SessionEvent sessionEvent)
    {
        ImmutableArray<string> lines = _writer.Add(sessionEvent);
        switch (sessionEvent)
        {
            case StepStarted started:
                _findings.Clear();
                ShowHeader(started);
                break;
            case ResponseCommitted committed:
                ShowRest(committed);
                ShowLines([TranscriptWriter.Footer(committed, TranscriptOptions.Default)], _console.OutInk.Dim);
                ShowLines([.. Removed(committed)], _console.OutInk.Dim);
                ShowLines([.. _findings], _console.OutInk.Yellow);
                _findings.Clear();
                break;
            case HealthFinding finding:
                _findings.Add(TranscriptWriter.Finding(finding)); // Below the response, which comes with the next event.
                break;
            case CodeExecuted executed:
                _code.OnExecuted(executed.Outcome);
                break;
            case ModelLoaded { TemplateFallbackReason: null }:
                break; // The status line has said it; here it would stand between the prompt and its response.
            case StopRequested:
                break; // Whoever asked has been told, and the response goes on meanwhile.
            case StepFailed failed when _headerShown == failed.Position && lines.Length > 0:
                EndText();
                ShowLines([lines[^1]], _console.OutInk.Red);
                break;
            default:
                EndText();
                ShowLines(lines, sessionEvent is StepFailed ? _console.OutInk.Red : _console.OutInk.Dim);
                break;
        }
    }

    private static IEnumerable<string> Removed(ResponseCommitted committed) =>
        (committed.Code?.RemovedLines ?? []).Select(line => $"           left out of the code: {line}");

    private void ShowHeader(StepStarted started)
    {
        EndText();
        if (_headerShown == started.Position)
        {
            return; // Another attempt; the note about the failed one stands above.
        }

        _headerShown = started.Position;
        foreach (string line in TranscriptWriter.Header(started, TranscriptOptions.Default))
        {
            bool isPrompt = line.StartsWith("> ", StringComparison.Ordinal);
            _screen.WriteLine(TerminalSanitizer.SanitizeLine(line), isPrompt ? _console.OutInk.Dim : _console.OutInk.Bold);
        }
    }

    // The feed may drop text of a reader that fell behind; the committed text is what counts.
    private void ShowRest(ResponseCommitted committed)
    {
        string text = committed.Text;
        bool isCut = committed.StopReason is ResponseStopReason.CutByDetector or ResponseStopReason.RejectedByDetector;
        if (isCut && _streamed.ToString().StartsWith(text, StringComparison.Ordinal))
        {
            EndText(); // A few tokens came after the place where it was cut; the text before it stands on the screen.
            return;
        }

        if (text.StartsWith(_streamed.ToString(), StringComparison.Ordinal))
        {
            _screen.WriteText(_sanitizer.Append(text.AsSpan(_streamed.Length)));
            EndText();
            return;
        }

        EndText();
        _screen.WriteLine("[the response, complete:]", _console.OutInk.Dim);
        _screen.WriteText(TerminalSanitizer.Sanitize(text));
        EndText();
    }

    private void EndText()
    {
        _screen.WriteText(_sanitizer.Complete());
        _screen.EnsureLineStart();
        _sanitizer = new TerminalSanitizer();
        _streamed.Clear();
    }

    private void ShowLines(ImmutableArray<string> lines, Func<string, string> style)
    {
        foreach (string line in lines)
        {
            _screen.WriteLine(TerminalSanitizer.SanitizeLine(line), style);
        }
    }
}
