using Samantha.Chains.Text;

namespace Samantha.Host.Terminal;

/// <summary>
/// One line on a terminal's standard error that says how far something is, at most ten times a second; gone when it is disposed.
/// Nothing where standard error is no terminal. For one thread at a time.
/// </summary>
internal sealed class ProgressLine(HostConsole console) : IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private long _shownAt;
    private int _width;

    public void Show(string text)
    {
        if (!console.Facts.ErrorIsTerminal || (_width > 0 && TimeProvider.System.GetElapsedTime(_shownAt) < s_pause))
        {
            return;
        }

        string line = CellWidth.Cut(TerminalSanitizer.SanitizeLine(text), Math.Max(1, console.Facts.Columns() - 1));
        console.Error.Write("\r" + line.PadRight(_width));
        (_shownAt, _width) = (TimeProvider.System.GetTimestamp(), line.Length);
    }

    public void Dispose()
    {
        if (_width > 0)
        {
            console.Error.Write("\r" + new string(' ', _width) + "\r");
        }
    }
}
