using Samantha.Actors.Storage;

namespace Samantha.Tui.Ports;

/// <summary>Hands a session of this process over to one that goes on without a terminal.</summary>
public interface IDetaching
{
    /// <summary>
    /// Starts a process of its own that resumes the session. Call it after the session was stopped here; its running step is
    /// answered anew.
    /// </summary>
    /// <returns>Whether it goes on, and a sentence for the person.</returns>
    Task<Opening> GoOnWithoutTerminalAsync(SessionId session, CancellationToken ct);
}
