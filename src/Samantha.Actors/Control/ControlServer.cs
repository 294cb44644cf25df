using System.Net.Sockets;
using Samantha.Actors.Storage;

namespace Samantha.Actors.Control;

/// <summary>
/// Listens on a session's socket (owner only) and hands each well-formed request to the handler. Bounded in clients, line length
/// and time; nothing a client sends can harm it. It decides nothing about the session.
/// </summary>
public sealed class ControlServer : IAsyncDisposable
{
    // After a failed accept (such as no free handles) trying again at once would spin.
    private static readonly TimeSpan AcceptPause = TimeSpan.FromMilliseconds(100);

    private readonly Socket listener;
    private readonly string path;
    private readonly Func<ControlRequest, Task<ControlReply>> handler;
    private readonly TimeProvider time;
    private readonly ControlLimits limits;
    private readonly CancellationTokenSource stopping = new();
    private readonly HashSet<Task> clients = [];
    private readonly Task accepting;
    private bool isDisposed;

    private ControlServer(
        Socket listener, string path, Func<ControlRequest, Task<ControlReply>> handler, TimeProvider time, ControlLimits limits)
    {
        this.listener = listener;
        this.path = path;
        this.handler = handler;
        this.time = time;
        this.limits = limits;
        accepting = Task.Run(AcceptAsync);
    }

    /// <summary>Starts listening. Call while holding the session's lock: a socket file left by a dead process is
    /// replaced.</summary>
    /// <exception cref="ControlException">The socket cannot be made.</exception>
    public static ControlServer Start(
        string sessionFolder, Func<ControlRequest, Task<ControlReply>> handler, TimeProvider time) =>
        Start(sessionFolder, handler, time, new ControlLimits());

    internal static ControlServer Start(
        string sessionFolder, Func<ControlRequest, Task<ControlReply>> handler, TimeProvider time, ControlLimits limits)
    {
        Socket? listener = null;
        try
        {
            string path = ControlSocketPath.Prepare(sessionFolder);
            File.Delete(path);
            listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            listener.Bind(new UnixDomainSocketEndPoint(path));
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(path, OwnerOnly.FileMode);
            }

            listener.Listen(limits.ClientsMax);
            return new ControlServer(listener, path, handler, time, limits);
        }
        catch (Exception e) when (e is SocketException or IOException or UnauthorizedAccessException)
        {
            listener?.Dispose();
            throw new ControlException(
                ControlProblem.IoError, $"the session cannot listen for commands from other terminals: {e.Message}", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (isDisposed)
        {
            return;
        }

        isDisposed = true;
        await stopping.CancelAsync().ConfigureAwait(false);
        listener.Dispose();
        await accepting.ConfigureAwait(false);
        Task[] open;
        lock (clients)
        {
            open = [.. clients];
        }

        await Task.WhenAll(open).ConfigureAwait(false);
        stopping.Dispose();
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next start replaces it.
        }
    }

    private async Task AcceptAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                Socket client = await listener.AcceptAsync(stopping.Token).ConfigureAwait(false);
                Serve(client);
            }
            catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
            {
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(AcceptPause, time, stopping.Token)
                    .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private void Serve(Socket client)
    {
        lock (clients)
        {
            bool isFull = clients.Count >= limits.ClientsMax;
            Task serving = Task.Run(() => isFull ? TurnAwayAsync(client) : ServeAsync(client));
            if (!isFull)
            {
                clients.Add(serving);
                _ = serving.ContinueWith(Forget, TaskScheduler.Default);
            }
        }
    }

    private void Forget(Task serving)
    {
        lock (clients)
        {
            clients.Remove(serving);
        }
    }

    private Task TurnAwayAsync(Socket client) => GuardAsync(client, stream => SendAsync(
        stream, new ControlReply("", false, $"the session already talks to {limits.ClientsMax} terminals")));

    private Task ServeAsync(Socket client) => GuardAsync(client, async stream =>
    {
        var reader = new BoundedLineReader(stream, limits.LineBytesMax);
        while (true)
        {
            ReadOnlyMemory<byte>? line;
            try
            {
                using CancellationTokenSource idle = Deadline(limits.IdleTimeoutMs);
                line = await reader.ReadAsync(idle.Token).ConfigureAwait(false);
            }
            catch (InvalidDataException e)
            {
                await SendAsync(stream, new ControlReply("", false, e.Message)).ConfigureAwait(false);
                return;
            }

            if (line is null)
            {
                return;
            }

            (ControlRequest? request, ControlReply? refusal) = ControlCodec.DecodeRequest(line.Value.Span);
            await SendAsync(stream, refusal ?? await AskAsync(request!).ConfigureAwait(false)).ConfigureAwait(false);
            if (refusal is { Id.Length: 0 })
            {
                return; // Not our protocol; whatever follows is no better.
            }
        }
    });

    /// <summary>Whatever goes wrong with one client ends that client only.</summary>
    private static async Task GuardAsync(Socket client, Func<Stream, Task> talk)
    {
        try
        {
            await using var stream = new NetworkStream(client, ownsSocket: true);
            if (PeerUser.IsTrusted(client))
            {
                await talk(stream).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or ObjectDisposedException)
        {
            // Gone, silent for too long, or we are stopping.
        }
    }

    private async Task<ControlReply> AskAsync(ControlRequest request)
    {
        try
        {
            ControlReply reply = await Task.Run(() => handler(request))
                .WaitAsync(TimeSpan.FromMilliseconds(limits.HandlerTimeoutMs), time, stopping.Token).ConfigureAwait(false);
            return reply with { Id = request.Id };
        }
        catch (TimeoutException)
        {
            return ControlReply.Refuse(request, $"the session did not answer within {limits.HandlerTimeoutMs / 1000.0:0.#} s");
        }
        catch (Exception e) when (e is not OperationCanceledException || !stopping.IsCancellationRequested)
        {
            return ControlReply.Refuse(request, $"the session could not do it: {e.Message}");
        }
    }

    private async Task SendAsync(Stream stream, ControlReply reply)
    {
        using CancellationTokenSource idle = Deadline(limits.IdleTimeoutMs);
        await stream.WriteAsync(ControlCodec.Encode(reply), idle.Token).ConfigureAwait(false);
    }

    private CancellationTokenSource Deadline(int milliseconds)
    {
        var deadline = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        deadline.CancelAfter(milliseconds);
        return deadline;
    }
}
