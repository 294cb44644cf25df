using Samantha.Terminal.Devices;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.App;

/// <summary>
/// One UI thread over one bounded mailbox: input and posted work in, at most so many frames a second out. Owns the device while it
/// runs; knows no widgets.
/// </summary>
public sealed class TerminalApp : IDisposable
{
    public TerminalApp(ITerminalDevice device, IAppView view, AppOptions options) => throw new NotImplementedException();

    public Theme Theme { get; set; } = null!;

    /// <summary>Runs work on the UI thread and then draws. Any thread; false when the mailbox is full or the app has ended.</summary>
    public bool Post(Action work) => throw new NotImplementedException();

    /// <summary>Asks for a new frame. Any thread.</summary>
    public void Invalidate() => throw new NotImplementedException();

    /// <summary>Runs work on the UI thread after a time (spinners, clocks). Disposing cancels it.</summary>
    public IDisposable After(TimeSpan delay, Action work) => throw new NotImplementedException();

    /// <summary>Enters the terminal and runs until <see cref="Quit"/>; gives the exit code. The terminal is restored on every way out.</summary>
    public int Run() => throw new NotImplementedException();

    /// <summary>For tests: takes in what is waiting, runs it, draws one frame if anything changed; returns at once.</summary>
    public void Pump() => throw new NotImplementedException();

    public void Quit(int exitCode = 0) => throw new NotImplementedException();

    /// <summary>Stops the program as Ctrl+Z does and repaints when it goes on; false when no shell could bring it back.</summary>
    public bool Suspend() => throw new NotImplementedException();

    /// <summary>Repaints every cell in the next frame (Ctrl+L).</summary>
    public void Repaint() => throw new NotImplementedException();

    /// <summary>Copies through the terminal (OSC 52); false when the text is over the size that terminals take.</summary>
    public bool Copy(string text) => throw new NotImplementedException();

    /// <summary>
    /// Hands the terminal over to another program (an editor): leaves, runs it on a thread of its own, enters again and repaints.
    /// Posted work goes on meanwhile, nothing is drawn and no input is read.
    /// </summary>
    /// <param name="run">Runs with the terminal and returns when it may be taken back.</param>
    /// <param name="done">On the UI thread, afterwards; the exception if the program could not be run.</param>
    public void HandOver(Action run, Action<Exception?> done) => throw new NotImplementedException();

    /// <summary>Rings the terminal's bell with the next frame.</summary>
    public void Bell() => throw new NotImplementedException();

    public void SetTitle(string title) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
