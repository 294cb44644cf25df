namespace Samantha.Actors.Control;

/// <summary>The door of every real program: a local socket in the session's folder.</summary>
public sealed class ControlSockets(TimeProvider time) : IControlDoor
{
    public IAsyncDisposable Open(string sessionFolder, Func<ControlRequest, Task<ControlReply>> answer) =>
        ControlServer.Start(sessionFolder, answer, time);
}
