using System.Net;
using System.Net.Sockets;

namespace Samantha.Bench.Interrupting;

/// <summary>Serves one model file on the loopback interface, drop by drop, so that a download is always under way.</summary>
internal sealed class SlowModelServer : IDisposable
{
    private const int DropBytes = 16 * 1024;

    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(20);

    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _end = new();
    private readonly byte[] _file;
    private readonly int _port;

    public SlowModelServer(string path)
    {
        _file = File.ReadAllBytes(path);
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            _port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        _listener.Prefixes.Add($"http://127.0.0.1:{_port}/");
        _listener.Start();
        _ = Task.Run(ServeAsync);
    }

    /// <summary>An address that was never asked for before, so that nothing of it is on the disk.</summary>
    public string NewUrl() => $"http://127.0.0.1:{_port}/{Guid.NewGuid():N}/model.gguf";

    public void Dispose()
    {
        _end.Cancel();
        _listener.Close();
        _end.Dispose();
    }

    private async Task ServeAsync()
    {
        while (!_end.IsCancellationRequested)
        {
            try
            {
                _ = DripAsync(await _listener.GetContextAsync(), _end.Token);
            }
            catch (Exception error) when (error is HttpListenerException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task DripAsync(HttpListenerContext context, CancellationToken end)
    {
        try
        {
            context.Response.ContentLength64 = _file.Length;
            for (int at = 0; at < _file.Length; at += DropBytes)
            {
                await context.Response.OutputStream.WriteAsync(_file.AsMemory(at, Math.Min(DropBytes, _file.Length - at)), end);
                await Task.Delay(s_pause, end);
            }

            context.Response.Close();
        }
        catch (Exception error) when (error is HttpListenerException or ObjectDisposedException or IOException or OperationCanceledException)
        {
            // The client has hung up, which is what it is here for.
        }
    }
}
