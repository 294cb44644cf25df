namespace Samantha.Actors.Control;

/// <summary>Where a running session can be reached by other programs of its user.</summary>
public interface IControlDoor
{
    /// <param name="sessionFolder">The session's own folder.</param>
    /// <param name="answer">Answers one request; called from any thread.</param>
    /// <exception cref="ControlException">The door cannot be opened; the session runs without it.</exception>
    IAsyncDisposable Open(string sessionFolder, Func<ControlRequest, Task<ControlReply>> answer);
}
