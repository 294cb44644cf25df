using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Samantha.Bench;

/// <summary>
/// The peer as a child process that stays alive between runs (bench/node/peer.mjs). Owns the process: disposing ends it. Every
/// wait has an end.
/// </summary>
internal sealed class NodePeer : IAsyncDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    /// <summary>A prompt of 1,280 tokens on a busy machine with two cores takes half a minute.</summary>
    private static readonly TimeSpan RunTimeout = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan QuitTimeout = TimeSpan.FromSeconds(5);

    private readonly Process _process;

    private NodePeer(Process process) => _process = process;

    public int ProcessId => _process.Id;

    /// <param name="scriptFolder">The folder bench/node, with its packages installed.</param>
    /// <param name="modelPath">The same file that we load.</param>
    /// <param name="threads">As ours.</param>
    /// <param name="contextTokens">As ours.</param>
    /// <param name="cancellation">Ends the peer, too.</param>
    /// <exception cref="InvalidOperationException">The peer cannot run here; the message says what to do.</exception>
    public static async Task<NodePeer> StartAsync(
        string scriptFolder, string modelPath, int threads, int contextTokens, CancellationToken cancellation)
    {
        if (!Directory.Exists(Path.Combine(scriptFolder, "node_modules", "node-llama-cpp")))
        {
            throw new InvalidOperationException(
                $"the peer is not installed; type: npm ci --ignore-scripts --omit=optional --prefix {scriptFolder}");
        }

        ProcessStartInfo start = new("node")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList =
            {
                Path.Combine(scriptFolder, "peer.mjs"),
                "--model", modelPath,
                "--threads", threads.ToString(CultureInfo.InvariantCulture),
                "--context", contextTokens.ToString(CultureInfo.InvariantCulture),
            },
        };
        Process process = Process.Start(start) ?? throw new InvalidOperationException("node did not start");
        NodePeer peer = new(process);
        try
        {
            await peer.ReadAsync(StartTimeout, cancellation);
            return peer;
        }
        catch
        {
            await peer.DisposeAsync();
            throw;
        }
    }

    public Task<PeerRun> RunAsync(int promptTokens, int generate, CancellationToken cancellation) =>
        RunAsync(new { promptTokens, generate }, cancellation);

    public Task<PeerRun> RunAsync(string prompt, int generate, CancellationToken cancellation) =>
        RunAsync(new { prompt, generate }, cancellation);

    public async ValueTask DisposeAsync()
    {
        try
        {
            await _process.StandardInput.WriteLineAsync("{\"quit\":true}");
            _process.StandardInput.Close();
            await _process.WaitForExitAsync().WaitAsync(QuitTimeout);
        }
        catch (Exception error) when (error is TimeoutException or IOException or InvalidOperationException)
        {
            // It hangs or is gone already; either way it must not stay.
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private async Task<PeerRun> RunAsync(object command, CancellationToken cancellation)
    {
        await _process.StandardInput.WriteLineAsync(JsonSerializer.Serialize(command, Json).AsMemory(), cancellation);
        await _process.StandardInput.FlushAsync(cancellation);
        JsonElement answer = await ReadAsync(RunTimeout, cancellation);
        return answer.Deserialize<PeerRun>(Json) ?? throw new InvalidOperationException("the peer answered with nothing");
    }

    private async Task<JsonElement> ReadAsync(TimeSpan timeout, CancellationToken cancellation)
    {
        using CancellationTokenSource limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(timeout);
        string? line = await _process.StandardOutput.ReadLineAsync(limit.Token);
        if (line is null)
        {
            throw new InvalidOperationException("the peer ended; its message is above");
        }

        JsonElement answer = JsonSerializer.Deserialize<JsonElement>(line);
        return answer.TryGetProperty("error", out JsonElement error)
            ? throw new InvalidOperationException($"the peer: {error.GetString()}")
            : answer;
    }
}
