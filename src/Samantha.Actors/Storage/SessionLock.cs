namespace Samantha.Actors.Storage;

/// <summary>
/// The exclusive right to run one session: an operating-system lock on the file <c>lock</c> in the session's folder.
/// The system releases it when the process ends, however it ends. It never judges by process id or file age.
/// </summary>
public sealed class SessionLock : IDisposable
{
    /// <exception cref="SessionInUseException">Another process (or another holder in this one) has the session.</exception>
    public static SessionLock Acquire(string sessionFolder, TimeProvider time) => throw new NotImplementedException();

    public static bool IsHeld(string sessionFolder) => throw new NotImplementedException();

    public static SessionLockOwner? ReadOwner(string sessionFolder) => throw new NotImplementedException();

    public void Dispose() => throw new NotImplementedException();
}
