using System.Net;
using System.Net.Sockets;

namespace Samantha.Actors.Tests.Downloads;

/// <summary>A web server on the loopback interface that plays one prepared answer after the other and remembers what was
/// asked.</summary>
internal sealed class ModelServer : IDisposable
{
    private readonly HttpListener listener = new();
    private readonly Queue<Func<HttpListenerContext, Task>> answers = new();
    private readonly Task serving;

    public ModelServer()
    {
        int port = FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        Url = new Uri($"http://127.0.0.1:{port}/repo/model.gguf?download=true");
        serving = Task.Run(ServeAsync);
    }

    public Uri Url { get; }

    /// <summary>The Range and If-Range headers of each request.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>The last answer is repeated.</summary>
    public void Then(Func<HttpListenerContext, Task> answer) => answers.Enqueue(answer);

    public void ThenStatus(int status) => Then(context =>
    {
        context.Response.StatusCode = status;
        context.Response.Close();
        return Task.CompletedTask;
    });

    /// <summary>The file, honouring ranges as a good server does; the connection breaks after <paramref name="breakAfter"/>
    /// bytes.</summary>
    public void ThenFile(byte[] content, string? etag = "\"v1\"", int? breakAfter = null, bool ranges = true) =>
        Then(async context =>
    {
        HttpListenerResponse response = context.Response;
        int from = 0;
        string? range = context.Request.Headers["Range"];
        string? ifRange = context.Request.Headers["If-Range"];
        if (ranges && range is not null && (ifRange is null || ifRange == etag))
        {
            from = int.Parse(range["bytes=".Length..^1], System.Globalization.CultureInfo.InvariantCulture);
            if (from >= content.Length)
            {
                response.StatusCode = 416;
                response.Headers["Content-Range"] = $"bytes */{content.Length}";
                response.Close();
                return;
            }

            response.StatusCode = 206;
            response.Headers["Content-Range"] = $"bytes {from}-{content.Length - 1}/{content.Length}";
        }

        if (etag is not null)
        {
            response.Headers["ETag"] = etag;
        }

        response.ContentLength64 = content.Length - from;
        int until = Math.Min(content.Length, from + (breakAfter ?? content.Length));
        await response.OutputStream.WriteAsync(content.AsMemory(from, until - from));
        if (until < content.Length)
        {
            await response.OutputStream.FlushAsync();
            response.Abort();
        }
        else
        {
            response.Close();
        }
    });

    public void Dispose()
    {
        listener.Close();
        serving.Wait(TimeSpan.FromSeconds(5));
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await listener.GetContextAsync();
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                return;
            }

            Requests.Add($"{context.Request.Headers["Range"]} {context.Request.Headers["If-Range"]}".Trim());
            Func<HttpListenerContext, Task> answer = answers.Count > 1 ? answers.Dequeue() : answers.Peek();
            try
            {
                await answer(context);
            }
            catch (Exception e) when (e is HttpListenerException or IOException or ObjectDisposedException)
            {
                // The client hung up.
            }
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
