using System.Diagnostics;
using System.Text;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.Devices;

/// <summary>
/// A terminal in memory for tests: a small VT emulator that shows what was written as text and styles, takes scripted input, and
/// notes every sequence that a well-behaved program does not write. Safe from any thread.
/// </summary>
public sealed class MemoryTerminal : ITerminalDevice
{
    // A script that nobody reads is a mistake in the test.
    private const int MaxWaitingBytes = 16 * 1024 * 1024;

    private readonly object _gate = new();
    private readonly Queue<byte> _input = new();
    private readonly VirtualScreen _screen;
    private readonly VirtualTerminalParser _parser;
    private TerminalSize _size;
    private bool _woken;
    private bool _closed;

    /// <param name="joinsClusters">False: behaves like an older terminal that draws joined emoji one by one.</param>
    public MemoryTerminal(int width = 80, int height = 24, bool joinsClusters = true)
    {
        _size = new TerminalSize(width, height);
        _screen = new VirtualScreen(width, height, joinsClusters);
        _parser = new VirtualTerminalParser(_screen);
    }

    public TerminalSize Size => Locked(() => _size);

    public Action<DeviceNotice, int>? OnNotice { get; set; }

    public bool Entered { get; private set; }

    /// <summary>True while another program has the terminal.</summary>
    public bool Lent { get; private set; }

    /// <summary>Whether <see cref="Suspend"/> stops; a test says false for a terminal without a shell below.</summary>
    public bool CanSuspend { get; set; } = true;

    /// <summary>True when the app has read everything that was typed.</summary>
    public bool IsRead => Locked(() => _input.Count == 0);

    /// <summary>Rows of the screen, without trailing blanks, joined by line feeds.</summary>
    public string Screen => Locked(() => string.Join('\n', Enumerable.Range(0, _screen.Height).Select(RowText)));

    /// <summary>Where the cursor is shown, or null when hidden.</summary>
    public (int X, int Y)? Cursor => Locked(() => _parser.CursorShown ? (_screen.X, _screen.Y) : ((int X, int Y)?)null);

    /// <summary>How often the device was written to.</summary>
    public int Writes { get; private set; }

    public long BytesWritten { get; private set; }

    public byte[] LastWrite { get; private set; } = [];

    /// <summary>What was copied last by OSC 52.</summary>
    public string Clipboard => Locked(() => _parser.Clipboard);

    public string Title => Locked(() => _parser.Title);

    public int Bells => Locked(() => _parser.Bells);

    /// <summary>Private modes that are on, by number (25: cursor, 1000: mouse, 1049: alternate screen, ...).</summary>
    public IReadOnlySet<int> Modes => Locked(() => _parser.Modes.ToHashSet());

    /// <summary>Sequences that the emulator does not know or that may not reach a terminal. Empty in a healthy test.</summary>
    public IReadOnlyList<string> Violations => Locked(() => _parser.Violations.ToArray());

    public string Row(int y) => Locked(() => RowText(y));

    public Cell CellAt(int x, int y) => Locked(() => _screen.At(x, y));

    /// <summary>Presses keys as people write them: <c>Press("Ctrl+P", "Down", "Enter")</c>.</summary>
    public void Press(params ReadOnlySpan<string> chords)
    {
        foreach (var chord in chords)
        {
            Send(KeyBytes.Of(KeyChord.Parse(chord)));
        }
    }

    /// <summary>Types text, each character a key; a line feed is the Enter key.</summary>
    public void Type(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        Send(Encoding.UTF8.GetBytes(text.Replace('\n', '\r')));
    }

    public void Paste(string text) => Send(Encoding.UTF8.GetBytes($"\e[200~{text}\e[201~"));

    public void Click(int x, int y) => Send(Encoding.ASCII.GetBytes($"\e[<0;{x + 1};{y + 1}M\e[<0;{x + 1};{y + 1}m"));

    /// <summary>Turns the wheel: down for positive numbers, up for negative ones.</summary>
    public void Wheel(int x, int y, int lines)
    {
        for (var i = 0; i < Math.Abs(lines); i++)
        {
            Send(Encoding.ASCII.GetBytes($"\e[<{(lines > 0 ? 65 : 64)};{x + 1};{y + 1}M"));
        }
    }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (_input.Count + bytes.Length > MaxWaitingBytes)
            {
                throw new InvalidOperationException("More input waits than any test needs: is the app reading?");
            }

            foreach (var value in bytes)
            {
                _input.Enqueue(value);
            }

            Monitor.PulseAll(_gate);
        }
    }

    public void Resize(int width, int height)
    {
        lock (_gate)
        {
            _size = new TerminalSize(width, height);
            _screen.Resize(width, height);
        }

        OnNotice?.Invoke(DeviceNotice.Resized, 0);
    }

    /// <summary>As when the terminal's window is closed.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _closed = true;
            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>As when a signal comes: the device is left, then the app is told.</summary>
    public void Signal(int number)
    {
        Leave();
        OnNotice?.Invoke(DeviceNotice.Terminated, number);
    }

    /// <summary>
    /// Waits until the screen satisfies the condition; false after the time. For apps that run on another thread.
    /// </summary>
    public bool WaitFor(Func<MemoryTerminal, bool> condition, int timeoutMs = 10_000)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var clock = Stopwatch.StartNew();
        lock (_gate)
        {
            while (!condition(this))
            {
                var left = timeoutMs - (int)clock.ElapsedMilliseconds;
                if (left <= 0)
                {
                    return false;
                }

                // Not every condition is about the screen, so it is asked again even if nothing was written.
                Monitor.Wait(_gate, Math.Min(left, 50));
            }

            return true;
        }
    }

    public void Enter()
    {
        lock (_gate)
        {
            if (!Entered)
            {
                Lent = false;
                Entered = true;
                _parser.Feed(Encoding.UTF8.GetBytes(ControlSequences.Enter));
            }
        }
    }

    public void Leave(bool lend = false)
    {
        lock (_gate)
        {
            Lent = lend;
            if (Entered)
            {
                _parser.Feed(Encoding.UTF8.GetBytes(ControlSequences.Leave));
                Entered = false;
                Monitor.PulseAll(_gate);
            }
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            if (Entered)
            {
                Writes++;
                BytesWritten += bytes.Length;
                LastWrite = bytes.ToArray();
                _parser.Feed(bytes);
                if (!_parser.IsAtRest)
                {
                    _parser.Violations.Add("a write that ends inside a sequence or a frame");
                }

                Monitor.PulseAll(_gate);
            }
        }
    }

    public int Read(Span<byte> buffer, int timeoutMs)
    {
        var clock = Stopwatch.StartNew();
        lock (_gate)
        {
            while (_input.Count == 0 && !_woken && !_closed)
            {
                var left = timeoutMs < 0 ? Timeout.Infinite : timeoutMs - (int)clock.ElapsedMilliseconds;
                if (timeoutMs >= 0 && left <= 0)
                {
                    return 0;
                }

                Monitor.Wait(_gate, left);
            }

            var count = 0;
            while (count < buffer.Length && _input.TryDequeue(out var value))
            {
                buffer[count++] = value;
            }

            _woken = false;
            return count == 0 && _closed ? -1 : count;
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            _woken = true;
            Monitor.PulseAll(_gate);
        }
    }

    public bool Suspend()
    {
        if (CanSuspend)
        {
            Leave();
            Enter();
            OnNotice?.Invoke(DeviceNotice.Resumed, 0);
        }

        return CanSuspend;
    }

    public void Dispose() => Leave();

    private string RowText(int y)
    {
        var row = new StringBuilder();
        for (var x = 0; x < _screen.Width; x++)
        {
            row.Append(_screen.At(x, y).Text);
        }

        return row.ToString().TrimEnd(' ');
    }

    private T Locked<T>(Func<T> read)
    {
        lock (_gate)
        {
            return read();
        }
    }
}
