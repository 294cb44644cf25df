using System.Collections.Immutable;
using Samantha.Chains.Sessions;
using Samantha.Chains.Text;
using Samantha.Chains.Transcripts;
using Samantha.Host.Terminal;

namespace Samantha.Host.Sessions;

/// <summary>
/// Prints a transcript on standard output, one event after the other, sanitised, as <c>show</c> and a piped <c>run</c> have it.
/// </summary>
internal sealed class TranscriptPrinter
{
    private readonly HostConsole _console;
    private readonly TranscriptWriter _writer;

    public TranscriptPrinter(HostConsole console, TranscriptOptions options)
    {
        _console = console;
        _writer = new TranscriptWriter(options);
    }

    public void Print(SessionEvent sessionEvent)
    {
        ImmutableArray<string> lines = _writer.Add(sessionEvent);

        // Above a response's text stands its header, below it what is said about it.
        int textAt = sessionEvent is ResponseCommitted committed
            ? lines.ToList().FindIndex(line => ReferenceEquals(line, committed.Text))
            : -1;
        for (int i = 0; i < lines.Length; i++)
        {
            string safe = TerminalSanitizer.Sanitize(lines[i]);
            _console.Out.WriteLine(
                textAt < 0 || i == textAt ? safe : i < textAt ? _console.OutInk.Bold(safe) : _console.OutInk.Dim(safe));
        }
    }
}
