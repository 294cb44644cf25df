using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Samantha.Sandbox.Tests.Attacks;

/// <summary>
/// Listeners on this machine that nobody but an attack would reach: TCP, UDP, IPv6, Unix sockets by path and abstract name.
/// </summary>
internal sealed class HostListeners : IDisposable
{
    private readonly List<Socket> _sockets = [];
    private int _hits;

    public HostListeners(string socketPath)
    {
        SocketPath = socketPath;
        AbstractName = "samantha-attack-" + Convert.ToHexString(RandomNumberGenerator.GetBytes(6));
        Tcp4Port = Open(AddressFamily.InterNetwork, SocketType.Stream, new IPEndPoint(IPAddress.Loopback, 0));
        Udp4Port = Open(AddressFamily.InterNetwork, SocketType.Dgram, new IPEndPoint(IPAddress.Loopback, 0));
        if (Socket.OSSupportsIPv6)
        {
            Tcp6Port = Open(AddressFamily.InterNetworkV6, SocketType.Stream, new IPEndPoint(IPAddress.IPv6Loopback, 0));
            Udp6Port = Open(AddressFamily.InterNetworkV6, SocketType.Dgram, new IPEndPoint(IPAddress.IPv6Loopback, 0));
        }

        Open(AddressFamily.Unix, SocketType.Stream, new UnixDomainSocketEndPoint(socketPath));
        Open(AddressFamily.Unix, SocketType.Stream, new UnixDomainSocketEndPoint("\0" + AbstractName));
        AttackScene.OpenToAll(socketPath);
    }

    /// <summary>Connections and datagrams that arrived since the start.</summary>
    public int Hits => Volatile.Read(ref _hits);

    public string SocketPath { get; }

    public string AbstractName { get; }

    public int Tcp4Port { get; }

    public int Udp4Port { get; }

    /// <summary>0 where the machine has no IPv6.</summary>
    public int Tcp6Port { get; }

    public int Udp6Port { get; }

    public void Dispose() => _sockets.ForEach(socket => socket.Dispose());

    private int Open(AddressFamily family, SocketType type, EndPoint place)
    {
        Socket socket = new(family, type, family == AddressFamily.Unix ? ProtocolType.Unspecified
            : type == SocketType.Stream ? ProtocolType.Tcp : ProtocolType.Udp);
        _sockets.Add(socket);
        socket.Bind(place);
        if (type == SocketType.Stream)
        {
            socket.Listen(100);
        }

        _ = ServeAsync(socket, type);
        return (socket.LocalEndPoint as IPEndPoint)?.Port ?? 0;
    }

    private async Task ServeAsync(Socket socket, SocketType type)
    {
        var buffer = new byte[4096];
        try
        {
            while (true)
            {
                if (type == SocketType.Dgram)
                {
                    await socket.ReceiveAsync(buffer.AsMemory(), SocketFlags.None);
                    Interlocked.Increment(ref _hits);
                    continue;
                }

                using var caller = await socket.AcceptAsync();
                Interlocked.Increment(ref _hits);
                await AnswerAsync(caller);
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The listener was closed.
        }
    }

    private static async Task AnswerAsync(Socket caller)
    {
        try
        {
            await caller.SendAsync("HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nhi"u8.ToArray(), SocketFlags.None);
            caller.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The caller went away; it counts all the same.
        }
    }
}
