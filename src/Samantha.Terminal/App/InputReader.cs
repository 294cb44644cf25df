using Samantha.Terminal.Devices;
using Samantha.Terminal.Input;

namespace Samantha.Terminal.App;

/// <summary>The thread that reads the device and decodes. It can be parked, so that another program gets what is typed.</summary>
internal sealed class InputReader(ITerminalDevice device, InputDecoder decoder, Mailbox mailbox, Action onClosed)
{
    // A reader that is not parked after this time waits for a full mailbox; the keys it holds are ours anyway.
    private const int ParkTimeoutMs = 2_000;

    private const int BufferBytes = 4_096;

    private readonly object _gate = new();
    private bool _started;
    private bool _stopped;
    private bool _parkAsked;
    private bool _parked;

    public void Start()
    {
        _started = true;
        new Thread(Read) { IsBackground = true, Name = "terminal input" }.Start();
    }

    public void Park()
    {
        lock (_gate)
        {
            _parkAsked = true;
            if (!_started)
            {
                return;
            }

            device.Wake();
            var until = Environment.TickCount64 + ParkTimeoutMs;
            while (!_parked && !_stopped && until - Environment.TickCount64 is var left and > 0)
            {
                Monitor.Wait(_gate, (int)left);
            }
        }
    }

    public void Unpark()
    {
        lock (_gate)
        {
            _parkAsked = false;
            Monitor.PulseAll(_gate);
        }
    }

    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }

        device.Wake();
    }

    private void Read()
    {
        var buffer = new byte[BufferBytes];
        var events = new List<InputEvent>();
        while (MayRead())
        {
            var count = device.Read(buffer, decoder.PendingMs ?? -1);
            if (count < 0)
            {
                onClosed();
                return;
            }

            decoder.Feed(buffer.AsSpan(0, count), events);
            decoder.FlushIfDue(events);
            if (events.Count > 0)
            {
                mailbox.AddInputs(events);
                events.Clear();
            }
        }
    }

    private bool MayRead()
    {
        lock (_gate)
        {
            while (_parkAsked && !_stopped)
            {
                _parked = true;
                Monitor.PulseAll(_gate);
                Monitor.Wait(_gate);
            }

            _parked = false;
            return !_stopped;
        }
    }
}
