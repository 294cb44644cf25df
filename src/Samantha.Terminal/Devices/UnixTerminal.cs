using System.IO.Pipes;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;

namespace Samantha.Terminal.Devices;

/// <summary>
/// The terminal that the program was started in: raw mode, one write per frame, and the way back on every exit that a process can
/// still see (quit, exception, INT, TERM, HUP, QUIT, stop). A kill -9 is for the launcher to repair: <see
/// cref="ControlSequences.Leave"/>.
/// </summary>
public sealed unsafe class UnixTerminal : ITerminalDevice
{
    // How often a write to a terminal that takes nothing looks whether the terminal was left meanwhile.
    private const int WritePollMs = 100;

    // A terminal that does not take the leave string within this time hangs; then the program ends without it.
    private const int LeaveTimeoutMs = 500;

    private readonly Lock _gate = new();
    private readonly object _writeGate = new();
    private readonly int _tty;
    private readonly byte[] _saved = new byte[UnixNative.TermiosBytes];
    private readonly byte[] _raw = new byte[UnixNative.TermiosBytes];
    private readonly AnonymousPipeServerStream _wakeRead;
    private readonly AnonymousPipeClientStream _wakeWrite;
    private readonly UnixSignals _signals;
    private volatile bool _entered;
    private volatile bool _lent;
    private volatile bool _suspended;
    private bool _disposed;

    [UnsupportedOSPlatform("windows")]
    private UnixTerminal(int tty)
    {
        _tty = tty;
        _wakeRead = new AnonymousPipeServerStream(PipeDirection.In, HandleInheritability.None);
        _wakeWrite = new AnonymousPipeClientStream(PipeDirection.Out, _wakeRead.ClientSafePipeHandle);
        _signals = new UnixSignals(OnTerminate, OnStop, OnContinue, () => OnNotice?.Invoke(DeviceNotice.Resized, 0));
        AppDomain.CurrentDomain.ProcessExit += LeaveAtExit;
        AppDomain.CurrentDomain.UnhandledException += LeaveAtExit;
    }

    public TerminalSize Size => UnixNative.WindowSize(_tty) ?? new TerminalSize(80, 24);

    public Action<DeviceNotice, int>? OnNotice { get; set; }

    /// <summary>Opens the terminal, or says why there is none to open; the reason is for the user.</summary>
    public static UnixTerminal? Open(out string problem)
    {
        problem = "";
        if (OperatingSystem.IsWindows())
        {
            problem = "The full-screen program needs a Unix terminal; on Windows it runs inside WSL.";
        }
        else if (UnixNative.IsTerminal(0) == 0 || UnixNative.IsTerminal(1) == 0)
        {
            problem = "Standard input and output are not both a terminal.";
        }
        else if (Environment.GetEnvironmentVariable("TERM") is null or "" or "dumb")
        {
            problem = "The terminal cannot place text (TERM is \"dumb\" or not set).";
        }
        else
        {
            // Apple's /dev/tty cannot be polled; the terminal's own name can.
            var path = UnixNative.IsMac ? Marshal.PtrToStringUTF8(UnixNative.TerminalName(0)) ?? "/dev/tty" : "/dev/tty";
            var tty = UnixNative.Open(path, UnixNative.OpenFlags);
            if (tty >= 0)
            {
                return new UnixTerminal(tty);
            }

            problem = $"The terminal {path} cannot be opened: {Marshal.GetLastPInvokeErrorMessage()}.";
        }

        return null;
    }

    public void Enter()
    {
        lock (_gate)
        {
            _lent = false;
            if (_entered || _disposed)
            {
                return;
            }

            if (!MakeRaw())
            {
                OnNotice?.Invoke(DeviceNotice.Closed, 0);
                return;
            }

            _entered = true;
        }

        Write(Encoding.ASCII.GetBytes(ControlSequences.Enter));
    }

    public void Leave(bool lend = false)
    {
        lock (_gate)
        {
            _lent = lend;
            _suspended = false;
            if (!_entered)
            {
                return;
            }

            _entered = false; // A write in progress breaks off at its next look.
            var written = false;
            if (Monitor.TryEnter(_writeGate, LeaveTimeoutMs))
            {
                try
                {
                    var until = Environment.TickCount64 + LeaveTimeoutMs;
                    written = WriteWhile(Encoding.ASCII.GetBytes(ControlSequences.Leave), () => Environment.TickCount64 < until);
                }
                finally
                {
                    Monitor.Exit(_writeGate);
                }
            }

            // Flushing keeps late mouse reports from the shell, but waits for the output, which a hanging terminal never takes.
            fixed (byte* saved = _saved)
            {
                UnixNative.SetAttributes(_tty, written ? UnixNative.SetAfterFlush : UnixNative.SetNow, saved);
            }
        }
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_writeGate)
        {
            WriteWhile(bytes, () => _entered);
        }
    }

    public int Read(Span<byte> buffer, int timeoutMs)
    {
        var entries = stackalloc UnixNative.PollEntry[2];
        entries[0] = new UnixNative.PollEntry { Handle = _tty, Wanted = UnixNative.PollIn };
        var wake = (int)_wakeRead.SafePipeHandle.DangerousGetHandle();
        entries[1] = new UnixNative.PollEntry { Handle = wake, Wanted = UnixNative.PollIn };
        var ready = UnixNative.Poll(entries, 2, timeoutMs);
        if (ready < 0)
        {
            return Marshal.GetLastPInvokeError() == UnixNative.Interrupted ? 0 : -1;
        }

        if ((entries[1].Happened & UnixNative.PollIn) != 0)
        {
            _ = _wakeRead.ReadByte();
            return 0;
        }

        if ((entries[0].Happened & (UnixNative.PollIn | UnixNative.PollBroken)) == 0)
        {
            return 0;
        }

        fixed (byte* target = buffer)
        {
            var count = UnixNative.Read(_tty, target, buffer.Length);
            var error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
            return count > 0 ? (int)count : error == UnixNative.Interrupted || error == UnixNative.TryAgain ? 0 : -1;
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _wakeWrite.WriteByte(1);
            }
        }
    }

    public bool Suspend()
    {
        if (!HasShell())
        {
            return false;
        }

        Stop();
        return true;
    }

    public void Dispose()
    {
        Leave();
        lock (_gate)
        {
            if (_disposed)
            {
                return;
            }

            _disposed = true;
        }

        AppDomain.CurrentDomain.ProcessExit -= LeaveAtExit;
        AppDomain.CurrentDomain.UnhandledException -= LeaveAtExit;
        _signals.Dispose();
        // The reading end and the terminal stay open: a reader may still be on its way out, and both go with the process.
        _wakeWrite.Dispose();
    }

    // A session's own leader, or a process whose parent is outside of the session, has nobody who could continue it.
    private static bool HasShell()
    {
        var session = UnixNative.Session(0);
        return session != Environment.ProcessId && UnixNative.Session(UnixNative.Parent()) == session;
    }

    private void LeaveAtExit(object? sender, EventArgs e) => Leave();

    private bool OnTerminate(int signal)
    {
        if (_lent && signal is 2 or 3)
        {
            return true; // Meant for the program that has the terminal now.
        }

        if (!_entered && !_suspended && !_lent)
        {
            return false;
        }

        Leave();
        OnNotice?.Invoke(DeviceNotice.Terminated, signal);
        return OnNotice is not null;
    }

    private void OnStop()
    {
        if (_lent)
        {
            UnixNative.Kill(Environment.ProcessId, UnixNative.StopSignal);
        }
        else
        {
            Stop();
        }
    }

    // Stops the whole group, as the terminal's own Ctrl+Z does. Other threads go on for a moment after the call, so nothing is
    // undone here: the way back is SIGCONT.
    private void Stop()
    {
        var entered = _entered;
        Leave();
        _suspended = entered;
        UnixNative.Kill(0, UnixNative.StopSignal);
    }

    private void OnContinue()
    {
        if (_lent || (!_entered && !_suspended))
        {
            return;
        }

        var foreground = UnixNative.ForegroundGroup(_tty);
        if (foreground < 0)
        {
            OnNotice?.Invoke(DeviceNotice.Closed, 0); // A closed window also sends SIGCONT; stopping now would be for ever.
            return;
        }

        if (foreground != UnixNative.OwnGroup() && HasShell())
        {
            UnixNative.Kill(0, UnixNative.StopSignal); // Continued in the background: nothing can be shown there.
            return;
        }

        _suspended = false;
        _entered = false; // After a plain SIGSTOP the shell has set its own modes without our leaving.
        Enter();
        OnNotice?.Invoke(DeviceNotice.Resumed, 0);
    }

    private bool MakeRaw()
    {
        var now = new byte[UnixNative.TermiosBytes];
        fixed (byte* attributes = now)
        {
            if (UnixNative.GetAttributes(_tty, attributes) != 0)
            {
                return false;
            }
        }

        // Modes that are our own already (a continue without a stop) are not what the shell wants back.
        if (!now.AsSpan().SequenceEqual(_raw))
        {
            now.CopyTo(_saved, 0);
            now.CopyTo(_raw, 0);
        }

        fixed (byte* raw = _raw)
        {
            UnixNative.MakeRaw(raw);
            UnixNative.SetAttributes(_tty, UnixNative.SetNow, raw);
            UnixNative.GetAttributes(_tty, raw);
        }

        return true;
    }

    private bool WriteWhile(ReadOnlySpan<byte> bytes, Func<bool> goOn)
    {
        fixed (byte* start = bytes)
        {
            var done = 0;
            while (done < bytes.Length && goOn())
            {
                var written = UnixNative.Write(_tty, start + done, bytes.Length - done);
                if (written >= 0)
                {
                    done += (int)written;
                    continue;
                }

                var error = Marshal.GetLastPInvokeError();
                if (error == UnixNative.TryAgain)
                {
                    var entry = new UnixNative.PollEntry { Handle = _tty, Wanted = UnixNative.PollOut };
                    UnixNative.Poll(&entry, 1, WritePollMs);
                }
                else if (error != UnixNative.Interrupted)
                {
                    return false;
                }
            }

            return done == bytes.Length;
        }
    }
}
