using System.Text;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Devices;
using Samantha.Terminal.Input;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.App;

/// <summary>
/// One UI thread over one bounded mailbox: input and posted work in, at most so many frames a second out. Owns the device while
/// it runs; knows no widgets.
/// </summary>
public sealed class TerminalApp : IDisposable
{
    private const int SignalExitBase = 128;

    private const int HangUp = 1;

    private readonly ITerminalDevice _device;
    private readonly AppOptions _options;
    private readonly InputDecoder _decoder;
    private readonly Mailbox _mailbox;
    private readonly FrameRenderer _renderer;
    private readonly InputReader _reader;
    private readonly List<InputEvent> _inputs = [];
    private readonly List<Action> _work = [];
    private readonly StringBuilder _extra = new();
    private CellBuffer? _frame;
    private IAppView _view;
    private Theme _theme;
    private volatile bool _handedOver;
    private volatile bool _quit;
    private bool _mouse;
    private bool _begun;
    private int _exitCode;

    public TerminalApp(ITerminalDevice device, IAppView view, AppOptions options)
    {
        ArgumentNullException.ThrowIfNull(device);
        ArgumentNullException.ThrowIfNull(options);
        (_device, _view, _options) = (device, view, options);
        _decoder = new InputDecoder(options.Time);
        _mailbox = new Mailbox(options.Time);
        _renderer = new FrameRenderer(options.Colors, options.AsciiText);
        _reader = new InputReader(device, _decoder, _mailbox, () => OnNotice(DeviceNotice.Closed, 0));
        _theme = Fitting(options.Theme);
        _mouse = options.Mouse;
        FramesPerSecond = options.FramesPerSecond;
    }

    /// <summary>
    /// UI thread. Another view takes over with the next input and the next frame; the terminal is not left for that, and no key is
    /// lost.
    /// </summary>
    public IAppView View
    {
        get => _view;
        set
        {
            _view = value;
            if (_frame is { } frame)
            {
                _view.Handle(new ResizeEvent(frame.Width, frame.Height));
            }

            Invalidate();
        }
    }

    /// <summary>UI thread. At most so many frames a second are drawn.</summary>
    public int FramesPerSecond { get; set; }

    /// <summary>UI thread. Without colours every theme is <see cref="Themes.Theme.Monochrome"/>.</summary>
    public Theme Theme
    {
        get => _theme;
        set
        {
            _theme = Fitting(value);
            Invalidate();
        }
    }

    /// <summary>UI thread. Off: the terminal's own selection works again.</summary>
    public bool Mouse
    {
        get => _mouse;
        set
        {
            _mouse = value;
            Say(value ? ControlSequences.MouseOn : ControlSequences.MouseOff);
        }
    }

    /// <summary>
    /// Runs work on the UI thread and then draws. Any thread; false when the mailbox is full or the app has ended.
    /// </summary>
    public bool Post(Action work) => _mailbox.Post(work);

    /// <summary>Asks for a new frame. Any thread.</summary>
    public void Invalidate() => _mailbox.AskToDraw();

    /// <summary>
    /// Runs work on the UI thread after a time (spinners, clocks), not sooner than the next frame. Disposing cancels it.
    /// </summary>
    public IDisposable After(TimeSpan delay, Action work) => _mailbox.AddTimer(delay, work);

    /// <summary>
    /// Enters the terminal and runs until <see cref="Quit"/>; gives the exit code. The terminal is restored on every way out.
    /// </summary>
    public int Run()
    {
        try
        {
            Begin();
            _reader.Start();
            Draw();
            while (!_quit)
            {
                var drawnAt = _options.Time.GetTimestamp();
                var frame = _options.Time.TimestampFrequency / Math.Max(1, FramesPerSecond);
                _mailbox.Wait(drawnAt + (frame / 2), drawnAt + frame);
                if (_mailbox.Take(_inputs, _work))
                {
                    Handle();
                    Draw();
                }
            }

            return _exitCode;
        }
        finally
        {
            End();
        }
    }

    /// <summary>
    /// For tests: takes in what is waiting, runs it, draws one frame; returns at once. Not together with <see cref="Run"/>.
    /// </summary>
    public void Pump()
    {
        Begin();
        if (_frame is null)
        {
            Draw();
        }

        Span<byte> buffer = stackalloc byte[1_024];
        while (!_handedOver && _device.Read(buffer, 0) is var count and > 0)
        {
            _decoder.Feed(buffer[..count], _inputs);
        }

        _decoder.FlushIfDue(_inputs);
        _mailbox.Take(_inputs, _work);
        Handle();
        Draw();
    }

    /// <summary>Ends <see cref="Run"/> after the work at hand. Any thread.</summary>
    public void Quit(int exitCode = 0)
    {
        _mailbox.Post(
            () =>
            {
                _exitCode = exitCode;
                _quit = true;
            },
            always: true);
    }

    /// <summary>Stops the program as Ctrl+Z does and repaints when it goes on; false when no shell could bring it back.</summary>
    public bool Suspend() => _device.Suspend();

    /// <summary>Repaints every cell in the next frame (Ctrl+L). UI thread.</summary>
    public void Repaint()
    {
        _renderer.Invalidate();
        Invalidate();
    }

    /// <summary>
    /// Copies through the terminal (OSC 52); false when the text is over the size that terminals take. UI thread.
    /// </summary>
    public bool Copy(string text)
    {
        var sequence = ControlSequences.Copy(text, _options.InsideTmux);
        Say(sequence ?? "");
        return sequence is not null;
    }

    /// <summary>Rings the terminal's bell with the next frame. UI thread.</summary>
    public void Bell() => Say(ControlSequences.Bell);

    /// <summary>UI thread. The old title comes back at the end where the terminal can do that.</summary>
    public void SetTitle(string title) => Say(ControlSequences.Title(title));

    /// <summary>
    /// Hands the terminal over to another program (an editor): leaves, runs it on a thread of its own, enters again and repaints.
    /// Posted work goes on meanwhile, nothing is drawn and no input is read. UI thread.
    /// </summary>
    /// <param name="run">Runs with the terminal and returns when it may be taken back.</param>
    /// <param name="done">On the UI thread, afterwards; the exception if the program could not be run.</param>
    /// <exception cref="InvalidOperationException">The terminal is handed over already.</exception>
    public void HandOver(Action run, Action<Exception?> done)
    {
        if (_handedOver)
        {
            throw new InvalidOperationException("The terminal is handed over already.");
        }

        _handedOver = true;
        new Thread(() => RunOutside(run, done)) { IsBackground = true, Name = "terminal handed over" }.Start();
    }

    public void Dispose() => End();

    private void RunOutside(Action run, Action<Exception?> done)
    {
        Exception? problem = null;
        _reader.Park();
        _device.Leave(lend: true);
        try
        {
            run();
        }
#pragma warning disable CA1031 // Whatever went wrong is handed to the UI thread; here it would end the program.
        catch (Exception e)
#pragma warning restore CA1031
        {
            problem = e;
        }

        if (!_quit)
        {
            _device.Enter();
        }

        _reader.Unpark();
        _mailbox.Post(
            () =>
            {
                _handedOver = false;
                SetModes();
                _renderer.Invalidate();
                done(problem);
            },
            always: true);
    }

    private void Begin()
    {
        if (_begun)
        {
            return;
        }

        _begun = true;
        _device.OnNotice = OnNotice;
        _device.Enter();
        SetModes();
    }

    private void End()
    {
        _quit = true;
        _mailbox.Close();
        _reader.Stop();
        if (_begun)
        {
            _device.Leave();
        }
    }

    private void OnNotice(DeviceNotice notice, int signal)
    {
        switch (notice)
        {
            case DeviceNotice.Resized:
                Invalidate();
                break;
            case DeviceNotice.Resumed:
                _mailbox.Post(
                    () =>
                    {
                        SetModes();
                        _renderer.Invalidate();
                    },
                    always: true);
                break;
            case DeviceNotice.Terminated:
                Quit(SignalExitBase + signal);
                break;
            default:
                Quit(SignalExitBase + HangUp);
                break;
        }
    }

    private void SetModes()
    {
        if (_mouse)
        {
            Say(ControlSequences.MouseOn);
        }
    }

    private void Say(string sequence)
    {
        _extra.Append(sequence);
        Invalidate();
    }

    private void Handle()
    {
        foreach (var input in _inputs)
        {
            _view.Handle(input);
        }

        _inputs.Clear();
        foreach (var work in _work)
        {
            work();
        }

        _work.Clear();
    }

    private void Draw()
    {
        if (_handedOver || _quit)
        {
            return;
        }

        var size = _device.Size;
        var frame = _frame;
        if (frame is null || frame.Width != Math.Max(1, size.Width) || frame.Height != Math.Max(1, size.Height))
        {
            _frame = frame = new CellBuffer(size.Width, size.Height);
            _view.Handle(new ResizeEvent(frame.Width, frame.Height));
        }

        frame.Clear(_theme[ThemeRole.Text]);
        _view.Draw(new Canvas(frame, _theme, _options.Glyphs));
        var bytes = _renderer.Render(frame);
        if (_extra.Length > 0)
        {
            bytes = (byte[])[.. Encoding.UTF8.GetBytes(_extra.ToString()), .. bytes.Span];
            _extra.Clear();
        }

        if (!bytes.IsEmpty)
        {
            _device.Write(bytes.Span);
        }
    }

    private Theme Fitting(Theme theme) => _options.Colors == ColorDepth.None ? Theme.Monochrome : theme;
}
