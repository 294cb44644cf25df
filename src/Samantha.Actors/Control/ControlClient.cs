namespace Samantha.Actors.Control;

/// <summary>Sends one request to a running session and waits for its reply. Keeps nothing open.</summary>
public static class ControlClient
{
    /// <exception cref="ControlException">Not running, no reply in time, or not our protocol.</exception>
    public static Task<ControlReply> SendAsync(
        string sessionFolder, ControlCommand command, TimeSpan timeout, CancellationToken cancellation = default) =>
        throw new NotImplementedException();
}
