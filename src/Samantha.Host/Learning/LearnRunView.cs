using System.Collections.Immutable;
using Samantha.Actors.Sessions;
using Samantha.Chains.Evidence;
using Samantha.Chains.Sessions;
using Samantha.Chains.Transcripts;
using Samantha.Host.Running;
using Samantha.Host.Sessions;
using Samantha.Host.Terminal;

namespace Samantha.Host.Learning;

/// <summary>
/// A run as plain lines, with the candidates of each token as it is chosen. Each response stands below its tokens when it is
/// durable.
/// </summary>
internal sealed class LearnRunView(HostConsole console, bool quiet) : IRunView
{
    private readonly TranscriptPrinter _printer = new(console, TranscriptOptions.Default);
    private readonly List<TokenEvidence> _tokens = [];

    public void OnNews(SessionNews news)
    {
        switch (news)
        {
            case SessionEventRecorded { Event: StepStarted started }:
                _tokens.Clear();
                _printer.Print(started);
                break;
            case SessionEventRecorded { Event: ResponseCommitted committed }:
                _printer.Print(committed);
                console.Out.WriteLine(TokenText.Unlikely(_tokens));
                break;
            case SessionEventRecorded recorded:
                _printer.Print(recorded.Event);
                break;
            case StepTokensExplained explained:
                Show(explained.Tokens);
                break;
            case SessionNoted noted:
                Note(noted.Text);
                break;
            default:
                return;
        }

        console.Out.Flush();
    }

    public void OnTick()
    {
    }

    public void Note(string text)
    {
        if (!quiet)
        {
            console.Note(text);
        }
    }

    public void Finish(RunSummary summary)
    {
        foreach (string line in summary.Lines())
        {
            Note(line);
        }
    }

    private void Show(ImmutableArray<TokenEvidence> tokens)
    {
        foreach (TokenEvidence token in tokens)
        {
            if (token.Index == 0)
            {
                _tokens.Clear(); // The step is tried again.
            }

            _tokens.Add(token);
            TokenText.WriteCandidates(console, token);
        }
    }
}
