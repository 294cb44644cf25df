using Samantha.Actors.Sessions;
using Samantha.Chains.Transcripts;
using Samantha.Host.Sessions;
using Samantha.Host.Terminal;

namespace Samantha.Host.Running;

/// <summary>
/// The run as a plain transcript, for pipes and dumb terminals: each response when it is durable, no control codes.
/// </summary>
internal sealed class PlainRunView : IRunView
{
    private readonly HostConsole _console;
    private readonly TranscriptPrinter _printer;
    private readonly bool _quiet;

    public PlainRunView(HostConsole console, bool quiet)
    {
        _console = console;
        _printer = new TranscriptPrinter(console, TranscriptOptions.Default);
        _quiet = quiet;
    }

    public void OnNews(SessionNews news)
    {
        switch (news)
        {
            case SessionEventRecorded recorded:
                _printer.Print(recorded.Event);
                _console.Out.Flush();
                break;
            case SessionNoted noted:
                Note(noted.Text);
                break;
            default:
                break;
        }
    }

    public void OnTick()
    {
    }

    public void Note(string text)
    {
        if (!_quiet)
        {
            _console.Note(text);
        }
    }

    public void Finish(RunSummary summary)
    {
        foreach (string line in summary.Lines())
        {
            Note(line);
        }
    }
}
