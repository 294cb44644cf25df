using System.Collections.Immutable;
using Samantha.Actors.Sessions;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Text;
using Samantha.Chains.Settings;
using Samantha.Chains.Transcripts;
using Samantha.Host.Running;
using Samantha.Host.Sessions;
using Samantha.Host.Terminal;

namespace Samantha.Host.Learning;

/// <summary>
/// A run as plain lines, with the candidates of each token as it is chosen. Each response stands below its tokens when it is
/// durable. Two threads use it: the run shows news, the keys ask what is on screen and show tokens again.
/// </summary>
internal sealed class LearnRunView(HostConsole console, bool quiet) : IRunView
{
    private readonly Lock _gate = new();
    private readonly TranscriptPrinter _printer = new(console, TranscriptOptions.Default);
    private readonly List<TokenEvidence> _tokens = [];
    private StepPosition? _position;
    private Hyperparameters _settings = Hyperparameters.Default;
    private TokenEvidence? _shown;

    /// <summary>What the person sees now.</summary>
    public WatchedResponse Now
    {
        get
        {
            lock (_gate)
            {
                return new WatchedResponse(_position, _settings, [.. _tokens], _shown);
            }
        }
    }

    public void OnNews(SessionNews news)
    {
        lock (_gate)
        {
            if (Print(news))
            {
                console.Out.Flush();
            }
        }
    }

    public void OnTick()
    {
    }

    public void Note(string text)
    {
        if (!quiet)
        {
            Say(text);
        }
    }

    /// <summary>An answer to what the person typed.</summary>
    public void Say(string text)
    {
        lock (_gate)
        {
            console.Note(text);
        }
    }

    /// <summary>The candidates of a token once more; false when there is none with this number (from 1).</summary>
    public bool ShowAgain(int number)
    {
        lock (_gate)
        {
            if (_tokens.Find(token => token.Index == number - 1) is not { } token)
            {
                return false;
            }

            Write(token);
            console.Out.Flush();
            return true;
        }
    }

    public void Finish(RunSummary summary)
    {
        foreach (string line in summary.Lines())
        {
            Note(line);
        }
    }

    // What to look at has to be read before the tokens come; the step's heading stands with its response.
    private void ShowNote(string? note)
    {
        if (note is null)
        {
            return;
        }

        console.Out.WriteLine();
        foreach (string line in note.Split('\n'))
        {
            console.Out.WriteLine(console.OutInk.Bold(TerminalSanitizer.SanitizeLine(line)));
        }

        console.Out.WriteLine();
    }

    private bool Print(SessionNews news)
    {
        switch (news)
        {
            case SessionEventRecorded { Event: StepStarted started }:
                _tokens.Clear();
                (_position, _settings, _shown) = (started.Position, started.Hyperparameters, null);
                ShowNote(started.Note);
                _printer.Print(started with { Note = null });
                return true;
            case SessionEventRecorded { Event: ResponseCommitted committed }:
                _printer.Print(committed);
                console.Out.WriteLine(TokenText.Unlikely(_tokens));
                return true;
            case SessionEventRecorded recorded:
                _printer.Print(recorded.Event);
                return true;
            case StepTokensExplained explained:
                Show(explained.Tokens);
                return true;
            case StepChoicePreviewed preview:
                console.Out.WriteLine(console.OutInk.Bold("what if; nothing is changed:"));
                Write(preview.Token);
                return true;
            case SessionNoted noted:
                Note(noted.Text);
                return true;
            default:
                return false;
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
            Write(token);
        }
    }

    private void Write(TokenEvidence token)
    {
        _shown = token;
        TokenText.WriteCandidates(console, token);
    }
}
