namespace Samantha.Bench.WholeSystem;

/// <summary>
/// Both sides of one case, alive between samples. Each starts, loads and warms up before its first sample. A side whose sample
/// takes too long, which on a busy machine it does, is ended and started again with the next one.
/// </summary>
internal sealed class Contest(BenchPlaces places, SystemCase given, string prompt) : IAsyncDisposable
{
    /// <summary>The longest sample takes 20 seconds on the slowest machine that this was tried on, when nothing disturbs it.</summary>
    private static readonly TimeSpan SampleTimeout = TimeSpan.FromSeconds(90);

    private SystemUnderTest? _system;
    private NodePeer? _peer;

    /// <summary>Null when it took too long.</summary>
    public async Task<StepSpeed?> OursAsync()
    {
        using CancellationTokenSource limit = new(SampleTimeout);
        try
        {
            if (_system is null)
            {
                _system = new SystemUnderTest(places);
                await _system.RunAsync(given, prompt, limit.Token);
            }

            StepSpeed speed = await _system.RunAsync(given, prompt, limit.Token);
            return speed.AnsweredTokens == given.Generate * given.Steps
                ? speed
                : throw new InvalidOperationException($"{given.Name}: the answers end early, so the speeds cannot be compared");
        }
        catch (OperationCanceledException)
        {
            await EndSystemAsync();
            return null;
        }
    }

    /// <summary>Null when it took too long.</summary>
    public async Task<StepSpeed?> TheirsAsync()
    {
        using CancellationTokenSource limit = new(SampleTimeout);
        try
        {
            if (_peer is null)
            {
                _peer = await NodePeer.StartAsync(
                    places.PeerFolder, given.Model, given.Threads, given.ContextTokens, limit.Token);
                await PeerAsync(_peer, limit.Token);
            }

            return await PeerAsync(_peer, limit.Token);
        }
        catch (OperationCanceledException)
        {
            await EndPeerAsync();
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await EndSystemAsync();
        await EndPeerAsync();
    }

    private async Task<StepSpeed> PeerAsync(NodePeer peer, CancellationToken cancellation)
    {
        StepSpeed sum = StepSpeed.Nothing;
        for (int i = 0; i < given.Steps; i++)
        {
            PeerRun run = await peer.RunAsync(PromptOfLength.InChatMl(prompt), given.Generate, cancellation);
            if (run.PromptTokens != given.PromptTokens || run.Generated != given.Generate)
            {
                throw new InvalidOperationException(
                    $"{given.Name}: the peer evaluated {run.PromptTokens} tokens and made {run.Generated}; that is not comparable");
            }

            // Its first token costs one decode call, as each of the others; the last prompt token is evaluated in that.
            sum = sum.Plus(new StepSpeed(
                run.PromptTokens - 1, run.PrefillMs / 1000, run.Generated, run.DecodeMs / 1000, (run.PrefillMs + run.DecodeMs) / 1000)
            {
                Text = run.Text,
            });
        }

        return sum;
    }

    private async Task EndSystemAsync()
    {
        if (_system is { } system)
        {
            _system = null;
            await system.DisposeAsync();
        }
    }

    private async Task EndPeerAsync()
    {
        if (_peer is { } peer)
        {
            _peer = null;
            await peer.DisposeAsync();
        }
    }
}
