using Samantha.Terminal.Cells;

namespace Samantha.Terminal.Devices;

/// <summary>
/// A terminal in memory for tests: a small VT emulator that shows what was written as text and styles, takes scripted input, and
/// notes every sequence that a well-behaved program does not write.
/// </summary>
public sealed class MemoryTerminal : ITerminalDevice
{
    public MemoryTerminal(int width = 80, int height = 24) => throw new NotImplementedException();

    public TerminalSize Size => throw new NotImplementedException();

    public Action<DeviceNotice, int>? OnNotice { get; set; }

    public bool Entered => throw new NotImplementedException();

    /// <summary>Rows of the screen, without trailing blanks, joined by line feeds.</summary>
    public string Screen => throw new NotImplementedException();

    /// <summary>Where the cursor is shown, or null when hidden.</summary>
    public (int X, int Y)? Cursor => throw new NotImplementedException();

    /// <summary>How often the device was written to.</summary>
    public int Writes => throw new NotImplementedException();

    public long BytesWritten => throw new NotImplementedException();

    /// <summary>What was copied last by OSC 52.</summary>
    public string Clipboard => throw new NotImplementedException();

    /// <summary>Sequences that the emulator does not know or that may not reach a terminal. Empty in a healthy test.</summary>
    public IReadOnlyList<string> Violations => throw new NotImplementedException();

    public string Row(int y) => throw new NotImplementedException();

    public Cell CellAt(int x, int y) => throw new NotImplementedException();

    /// <summary>Presses keys as people write them: <c>Press("Ctrl+P", "Down", "Enter")</c>.</summary>
    public void Press(params ReadOnlySpan<string> chords) => throw new NotImplementedException();

    /// <summary>Types text, each character a key.</summary>
    public void Type(string text) => throw new NotImplementedException();

    public void Paste(string text) => throw new NotImplementedException();

    public void Click(int x, int y) => throw new NotImplementedException();

    public void Wheel(int x, int y, int lines) => throw new NotImplementedException();

    public void Send(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();

    public void Resize(int width, int height) => throw new NotImplementedException();

    /// <summary>Waits until the screen satisfies the condition; false after the time. For apps that run on another thread.</summary>
    public bool WaitFor(Func<MemoryTerminal, bool> condition, int timeoutMs = 10_000) => throw new NotImplementedException();

    public void Enter() => throw new NotImplementedException();

    public void Leave() => throw new NotImplementedException();

    public void Write(ReadOnlySpan<byte> bytes) => throw new NotImplementedException();

    public int Read(Span<byte> buffer, int timeoutMs) => throw new NotImplementedException();

    public void Wake() => throw new NotImplementedException();

    public bool Suspend() => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
