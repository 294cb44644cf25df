using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Samantha.Terminal.Devices;

/// <summary>
/// The signals that concern a terminal, with their numbers. Owns the registrations; the device decides what follows.
/// </summary>
internal sealed class UnixSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];

    /// <param name="terminate">
    /// INT, TERM, HUP, QUIT with the number; true when the program ends by itself and the signal must not end it.
    /// </param>
    [UnsupportedOSPlatform("windows")]
    public UnixSignals(Func<int, bool> terminate, Action stop, Action resume, Action resized)
    {
        Register(PosixSignal.SIGINT, () => terminate(2));
        Register(PosixSignal.SIGTERM, () => terminate(15));
        Register(PosixSignal.SIGHUP, () => terminate(1));
        Register(PosixSignal.SIGQUIT, () => terminate(3));
        Register(PosixSignal.SIGTSTP, () => Done(stop));
        Register(PosixSignal.SIGCONT, () => Done(resume));
        Register(PosixSignal.SIGWINCH, () => Done(resized));
    }

    public void Dispose()
    {
        foreach (var registration in _registrations)
        {
            registration.Dispose();
        }
    }

    private static bool Done(Action action)
    {
        action();
        return true;
    }

    private void Register(PosixSignal signal, Func<bool> handle) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, context => context.Cancel = handle()));
}
