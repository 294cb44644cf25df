using Samantha.Terminal.Devices;

namespace Samantha.Bench.TerminalUi;

/// <summary>
/// A terminal that shows nothing and costs nothing: it counts what is written and hands over the keys that it is given.
/// </summary>
internal sealed class SilentTerminal(int width, int height) : ITerminalDevice
{
    private readonly object _gate = new();
    private readonly Queue<byte> _input = new();
    private bool _woken;

    public TerminalSize Size { get; } = new(width, height);

    public Action<DeviceNotice, int>? OnNotice { get; set; }

    public long Frames { get; private set; }

    public long Bytes { get; private set; }

    public void Send(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            foreach (byte value in bytes)
            {
                _input.Enqueue(value);
            }

            Monitor.PulseAll(_gate);
        }
    }

    public void Enter()
    {
    }

    public void Leave(bool lend = false)
    {
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        lock (_gate)
        {
            Frames++;
            Bytes += bytes.Length;
        }
    }

    public int Read(Span<byte> buffer, int timeoutMs)
    {
        lock (_gate)
        {
            if (_input.Count == 0 && !_woken)
            {
                Monitor.Wait(_gate, timeoutMs);
            }

            int count = 0;
            while (count < buffer.Length && _input.TryDequeue(out byte value))
            {
                buffer[count++] = value;
            }

            _woken = false;
            return count;
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

    public bool Suspend() => false;

    public void Dispose()
    {
    }
}
