using System.Runtime.InteropServices;
using System.Threading.Channels;

namespace Samantha.Host.Running;

/// <summary>
/// The signals that end a run, as a queue: Ctrl+C once asks for a stop after the step, twice at once; SIGTERM and SIGHUP at once.
/// A third Ctrl+C ends the program without waiting, for the case that something hangs. It decides nothing else.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private const int PatienceMax = 3;

    private readonly Channel<Interrupt> _queue = Channel.CreateBounded<Interrupt>(
        new BoundedChannelOptions(8) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly PosixSignalRegistration[] _registrations;
    private int _interrupts;

    public Interrupts()
    {
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGHUP, OnSignal),
            PosixSignalRegistration.Create(PosixSignal.SIGQUIT, OnSignal),
        ];
    }

    public ChannelReader<Interrupt> Queue => _queue.Reader;

    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private void OnSignal(PosixSignalContext context)
    {
        context.Cancel = true;
        switch (context.Signal)
        {
            case PosixSignal.SIGINT:
                int count = Interlocked.Increment(ref _interrupts);
                if (count >= PatienceMax)
                {
                    Environment.Exit(ExitCodes.Interrupted);
                }

                _queue.Writer.TryWrite(new Interrupt(Now: count > 1, ExitCodes.Interrupted));
                break;
            case PosixSignal.SIGHUP:
                _queue.Writer.TryWrite(new Interrupt(Now: true, ExitCodes.Hangup));
                break;
            default:
                _queue.Writer.TryWrite(new Interrupt(Now: true, ExitCodes.Terminated));
                break;
        }
    }
}
