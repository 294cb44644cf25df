namespace Samantha.Terminal.Devices;

/// <summary>
/// A terminal as bytes: size, one write per frame, reading with a wake-up, entering and leaving full-screen mode. Knows nothing
/// of cells, keys or colours.
/// </summary>
public interface ITerminalDevice : IDisposable
{
    TerminalSize Size { get; }

    /// <summary>
    /// Called from any thread; the handler must only post. Signal number for <see cref="DeviceNotice.Terminated"/>, else 0.
    /// </summary>
    Action<DeviceNotice, int>? OnNotice { get; set; }

    /// <summary>Raw mode, alternate screen, paste and focus reports on. Does nothing when already entered.</summary>
    void Enter();

    /// <summary>Everything back as it was. Safe from any thread, any number of times.</summary>
    /// <param name="lend">Another program gets the terminal until the next <see cref="Enter"/>: its Ctrl+C is not ours.</param>
    void Leave(bool lend = false);

    /// <summary>Writes all bytes; dropped while the terminal is left.</summary>
    void Write(ReadOnlySpan<byte> bytes);

    /// <summary>
    /// Waits at most the given time (-1: without end) for input. Gives the number of bytes read, 0 after a wake-up or the time,
    /// and -1 when the terminal is gone.
    /// </summary>
    int Read(Span<byte> buffer, int timeoutMs);

    /// <summary>Ends a waiting <see cref="Read"/> at once.</summary>
    void Wake();

    /// <summary>
    /// Leaves and stops the program as Ctrl+Z does; false when no shell could bring it back, and then nothing happens.
    /// </summary>
    bool Suspend();
}
