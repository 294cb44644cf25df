using Samantha.Chains.Text;
using Samantha.Host.Terminal;

namespace Samantha.Host.CodeRuns;

/// <summary>
/// A program's two streams on the program's own two, as they come: through a sanitiser where there is a terminal, unchanged into
/// a file or pipe. May be called from any thread.
/// </summary>
internal sealed class ProgramOutput
{
    private readonly HostConsole _console;
    private readonly TerminalSanitizer? _out;
    private readonly TerminalSanitizer? _error;
    private readonly Lock _lock = new();
    private bool _isAtLineStart = true;

    public ProgramOutput(HostConsole console)
    {
        _console = console;
        _out = console.Facts.OutIsTerminal ? new TerminalSanitizer() : null;
        _error = console.Facts.ErrorIsTerminal ? new TerminalSanitizer() : null;
    }

    /// <summary>Set when nobody reads the output any more.</summary>
    public OutputClosedException? Closed { get; private set; }

    public void Write(bool isError, string text)
    {
        lock (_lock)
        {
            Write(isError ? _console.Error : _console.Out, (isError ? _error?.Append(text) : _out?.Append(text)) ?? text);
        }
    }

    /// <summary>What the sanitisers still hold, and a line end before notes that follow on the same terminal.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            Write(_console.Out, _out?.Complete() ?? "");
            Write(_console.Error, _error?.Complete() ?? "");
            if (!_isAtLineStart && _console.Facts.ErrorIsTerminal)
            {
                Write(_console.Error, "\n");
            }
        }
    }

    private void Write(TextWriter writer, string text)
    {
        if (text.Length == 0 || Closed is not null)
        {
            return;
        }

        try
        {
            writer.Write(text);
            writer.Flush();
            _isAtLineStart = text[^1] == '\n';
        }
        catch (OutputClosedException e)
        {
            Closed = e;
        }
    }
}
