using System.Net.Sockets;
using System.Security.Cryptography;

namespace Samantha.Actors.Control;

/// <summary>Sends one request to a running session and waits for its reply. Keeps nothing open.</summary>
public static class ControlClient
{
    private const int IdLength = 16;
    private const int BusyPauseMs = 20;

    /// <exception cref="ControlException">Not running, no reply in time, or not our protocol.</exception>
    public static Task<ControlReply> SendAsync(
        string sessionFolder, ControlCommand command, TimeSpan timeout, CancellationToken cancellation = default) =>
        SendAsync(sessionFolder, command, null, timeout, cancellation);

    /// <param name="text">What the command is about; null for most.</param>
    /// <exception cref="ControlException">Not running, no reply in time, or not our protocol.</exception>
    public static async Task<ControlReply> SendAsync(
        string sessionFolder, ControlCommand command, string? text, TimeSpan timeout, CancellationToken cancellation)
    {
        string session = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(sessionFolder)));
        var request = new ControlRequest(RandomNumberGenerator.GetHexString(IdLength, lowercase: true), command, text);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        deadline.CancelAfter(timeout);
        try
        {
            using Socket socket = await ConnectAsync(sessionFolder, session, deadline.Token).ConfigureAwait(false);
            return await TalkAsync(socket, session, request, deadline.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException e) when (!cancellation.IsCancellationRequested)
        {
            throw new ControlException(
                ControlProblem.TimedOut, $"session {session} did not answer within {timeout.TotalSeconds:0.#} s", e);
        }
        catch (Exception e) when (e is not ControlException and (IOException or SocketException))
        {
            throw new ControlException(ControlProblem.IoError, $"the connection to session {session} broke: {e.Message}", e);
        }
    }

    private static async Task<Socket> ConnectAsync(string sessionFolder, string session, CancellationToken cancellation)
    {
        string path = ControlSocketPath.Find(sessionFolder);
        if (!ControlSocketPath.Fits(path))
        {
            throw NotRunning(session, null);
        }

        while (true)
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            try
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(path), cancellation).ConfigureAwait(false);
                return PeerUser.IsTrusted(socket)
                    ? socket
                    : throw new ControlException(
                        ControlProblem.Protocol, $"what listens for session {session} belongs to another user");
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock)
            {
                // Linux' way to say that the queue of waiting clients is full.
                socket.Dispose();
                await Task.Delay(BusyPauseMs, cancellation).ConfigureAwait(false);
            }
            catch (SocketException e) when (e.SocketErrorCode is SocketError.AccessDenied)
            {
                socket.Dispose();
                throw new ControlException(ControlProblem.IoError, $"session {session} belongs to another user", e);
            }
            catch (SocketException e)
            {
                // No such file, or a file that nobody listens on any more.
                socket.Dispose();
                throw NotRunning(session, e);
            }
            catch
            {
                socket.Dispose();
                throw;
            }
        }
    }

    private static async Task<ControlReply> TalkAsync(
        Socket socket, string session, ControlRequest request, CancellationToken cancellation)
    {
        await using var stream = new NetworkStream(socket, ownsSocket: false);
        await stream.WriteAsync(ControlCodec.Encode(request), cancellation).ConfigureAwait(false);
        var reader = new BoundedLineReader(stream, new ControlLimits().LineBytesMax);
        ReadOnlyMemory<byte>? line;
        try
        {
            line = await reader.ReadAsync(cancellation).ConfigureAwait(false);
        }
        catch (InvalidDataException e)
        {
            throw Foreign(session, e);
        }

        if (line is null)
        {
            throw new ControlException(ControlProblem.NotRunning, $"session {session} ended before it answered");
        }

        // A refusal without an id answers a request that the other side could not read, or too many clients.
        ControlReply? reply = ControlCodec.DecodeReply(line.Value.Span);
        return reply is { Id: "", Accepted: false } || reply?.Id == request.Id ? reply : throw Foreign(session, null);
    }

    private static ControlException NotRunning(string session, Exception? inner) =>
        new(ControlProblem.NotRunning, $"session {session} is not running", inner);

    private static ControlException Foreign(string session, Exception? inner) => new(
        ControlProblem.Protocol, $"session {session} answered in a way this version of samantha does not understand", inner);
}
