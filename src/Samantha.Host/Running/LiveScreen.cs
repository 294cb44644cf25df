using System.Text;
using Samantha.Host.Terminal;

namespace Samantha.Host.Running;

/// <summary>
/// Streamed text on a terminal with a status line in the row below it. The status is taken away before text reaches its row and
/// drawn again below it, with the terminal's own cursor memory, so the two never mix. Whoever writes sanitises; one thread only.
/// </summary>
internal sealed class LiveScreen
{
    // Down one row (scrolling at the bottom) and up again makes room below without changing the column.
    private const string MakeRoomBelow = "\u001bD\u001b[A";
    private const string SaveCursor = "\u001b7";
    private const string RestoreCursor = "\u001b8";
    private const string ToRowBelow = "\u001b[B\r\u001b[K";
    private const string EraseLine = "\r\u001b[K";
    private const string EraseToScreenEnd = "\u001b[J";
    private const int TabCells = 8;

    private readonly HostConsole _console;
    private readonly bool _hasStatus;
    private int _column;
    private bool _isDrawn;
    private string _status = "";

    public LiveScreen(HostConsole console, bool hasStatus)
    {
        _console = console;
        _hasStatus = hasStatus;
    }

    public void WriteText(string text) => WriteStyled(text, text);

    /// <param name="text">As it would be without style, for the column.</param>
    /// <param name="styled">The same with escape sequences.</param>
    public void WriteStyled(string text, string styled)
    {
        if (text.Length == 0)
        {
            return;
        }

        // Text that stays on its row leaves the status below alone; everything else would run over it.
        bool staysOnRow = !text.Contains('\n') && !text.Contains('\t') && _column + CellWidth.Of(text) < _console.Facts.Columns();
        bool wasDrawn = _isDrawn;
        if (!staysOnRow)
        {
            EraseStatus();
        }

        _console.Out.Write(styled);
        _console.Out.Flush();
        Track(text);
        if (wasDrawn && !_isDrawn)
        {
            DrawStatus(_status);
        }
    }

    public void WriteLine(string text, Func<string, string>? style = null)
    {
        WriteStyled(text, style is null ? text : style(text));
        WriteText("\n");
    }

    public void EnsureLineStart()
    {
        if (_column > 0)
        {
            WriteText("\n");
        }
    }

    /// <summary>A line for people on standard error, on a row of its own.</summary>
    public void Note(Action<HostConsole> write)
    {
        EnsureLineStart();
        EraseStatus();
        if (_hasStatus)
        {
            _console.Error.Write(EraseLine); // A Ctrl+C leaves its ^C where the cursor is.
        }

        write(_console);
    }

    public void DrawStatus(string status)
    {
        int columns = _console.Facts.Columns();

        // At the last column the cursor waits to wrap, and no terminal remembers that: the status waits for the next character.
        if (!_hasStatus || _column >= columns - 1)
        {
            return;
        }

        _status = status;
        string line = _console.ErrorInk.Dim(CellWidth.Cut(status, columns - 1));
        _console.Error.Write(MakeRoomBelow + SaveCursor + ToRowBelow + line + RestoreCursor);
        _isDrawn = true;
    }

    public void EraseStatus()
    {
        if (_isDrawn)
        {
            _console.Error.Write(EraseToScreenEnd);
            _isDrawn = false;
        }
    }

    private void Track(string text)
    {
        int columns = _console.Facts.Columns();
        foreach (Rune rune in text.EnumerateRunes())
        {
            int cells = CellWidth.Of(rune);
            _column = rune.Value switch
            {
                '\n' => 0,
                '\t' => Math.Min(columns - 1, (_column / TabCells * TabCells) + TabCells),
                _ => _column + cells > columns ? cells : _column + cells,
            };
        }
    }
}
