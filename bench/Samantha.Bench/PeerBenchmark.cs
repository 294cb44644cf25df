namespace Samantha.Bench;

/// <summary>The peer alone: its speed on a file, to see that it works and how much runs on this machine scatter.</summary>
internal static class PeerBenchmark
{
    private const int Runs = 3;
    private const int GeneratedTokens = 64;
    private const int Threads = 2;
    private static readonly int[] PromptLengths = [128, 1_280];

    public static async Task<int> RunAsync(string modelPath, string scriptFolder, TextWriter output, TextWriter errors)
    {
        try
        {
            int context = PromptLengths.Max() + GeneratedTokens;
            CancellationToken cancellation = CancellationToken.None;
            await using NodePeer peer = await NodePeer.StartAsync(scriptFolder, modelPath, Threads, context, cancellation);
            BenchReport report = new(
                $"node-llama-cpp, tokens per second, {Threads} threads", ["prompt tokens", "prefill", "decode"]);
            foreach (int length in PromptLengths)
            {
                List<PeerRun> runs = [];
                for (int i = 0; i < Runs; i++)
                {
                    runs.Add(await peer.RunAsync(length, GeneratedTokens, cancellation));
                }

                report.Add(
                    $"{length}",
                    BenchReport.Figure([.. runs.Select(run => run.PrefillTokensPerSecond)]),
                    BenchReport.Figure([.. runs.Select(run => run.DecodeTokensPerSecond)]));
            }

            report.Write(output);
            return 0;
        }
        catch (Exception error) when (error is InvalidOperationException or OperationCanceledException or IOException)
        {
            await errors.WriteLineAsync($"bench: {error.Message}");
            return 1;
        }
    }
}
