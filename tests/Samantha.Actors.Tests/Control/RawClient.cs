using System.Net.Sockets;
using System.Text;
using Samantha.Actors.Tests.Storage;

namespace Samantha.Actors.Tests.Control;

/// <summary>A client that sends whatever bytes a test wants.</summary>
internal sealed class RawClient : IDisposable
{
    private readonly NetworkStream stream;
    private readonly StreamReader reader;

    private RawClient(Socket socket)
    {
        stream = new NetworkStream(socket, ownsSocket: true);
        reader = new StreamReader(stream, Encoding.UTF8);
    }

    public static async Task<RawClient> ConnectAsync(TemporaryFolder folder)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(folder.File("control.sock")));
        return new RawClient(socket);
    }

    /// <summary>Null when too many wait already.</summary>
    public static async Task<RawClient?> TryConnectAsync(TemporaryFolder folder)
    {
        try
        {
            return await ConnectAsync(folder);
        }
        catch (SocketException e) when (e.SocketErrorCode is SocketError.WouldBlock)
        {
            return null;
        }
    }

    public async Task SendAsync(string text) => await stream.WriteAsync(Encoding.UTF8.GetBytes(text));

    public async Task TrySendAsync(byte[] bytes)
    {
        try
        {
            await stream.WriteAsync(bytes);
        }
        catch (IOException)
        {
            // The server hung up already; that is its right.
        }
    }

    /// <summary>Null when the server hung up.</summary>
    public async Task<string?> ReadLineAsync()
    {
        try
        {
            return await reader.ReadLineAsync();
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Dispose()
    {
        reader.Dispose();
        stream.Dispose();
    }
}
