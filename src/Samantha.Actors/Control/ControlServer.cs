namespace Samantha.Actors.Control;

/// <summary>
/// Listens on a session's socket (owner only) and hands each well-formed request to the handler. Bounded in clients, line length
/// and time; nothing a client sends can harm it. It decides nothing about the session.
/// </summary>
public sealed class ControlServer : IAsyncDisposable
{
    /// <summary>Starts listening. Call while holding the session's lock: a socket file left by a dead process is replaced.</summary>
    /// <exception cref="ControlException">The socket cannot be made.</exception>
    public static ControlServer Start(string sessionFolder, Func<ControlRequest, Task<ControlReply>> handler, TimeProvider time) =>
        throw new NotImplementedException();

    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
