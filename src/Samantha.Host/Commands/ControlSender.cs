using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Host.Composition;

namespace Samantha.Host.Commands;

/// <summary>Sends one command to a running session and tells its answer. Exit code 4 when nothing was done.</summary>
internal static class ControlSender
{
    /// <summary>A session answers at once, also in the middle of a step; a longer silence means that it hangs.</summary>
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);

    public static async Task<int> SendAsync(
        HostServices services, string? reference, ControlCommand command, CancellationToken cancellation)
    {
        SessionListing session = SessionArgument.ResolveRunning(services, reference);
        return await SendAsync(services, session, command, null, cancellation).ConfigureAwait(false);
    }

    public static async Task<int> SendAsync(
        HostServices services, SessionListing session, ControlCommand command, string? text, CancellationToken cancellation)
    {
        ControlReply reply =
            await ControlClient.SendAsync(session.Folder, command, text, Timeout, cancellation).ConfigureAwait(false);
        if (!reply.Accepted)
        {
            throw new CommandFailure(ExitCodes.NotRunning, $"{session.Id}: {reply.Message}");
        }

        services.Console.Note($"{session.Id}: {reply.Message}");
        return ExitCodes.Done;
    }
}
