using System.Collections.Immutable;
using Samantha.Actors.Models;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;

namespace Samantha.Bench.LongRuns;

/// <summary>Engines without processes and models, which answer at once: what is left is everything around them.</summary>
internal sealed class QuickEngines : IEngineSource
{
    public int WaitingJobsMax => 64;

    public Task CheckAsync(string modelPath, CancellationToken ct) => Task.CompletedTask;

    public Task<IEngine> StartAsync(CancellationToken ct) => Task.FromResult<IEngine>(new QuickEngine());

    private sealed class QuickEngine : IEngine
    {
        private readonly TaskCompletionSource<EngineExit> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private long _responses;

        public int ProcessId => Environment.ProcessId;

        public Task<EngineExit> Exited => _exited.Task;

        public Task<LoadedModel> LoadAsync(LoadRequest request, Action<LoadProgress>? onProgress, CancellationToken ct) =>
            Task.FromResult(new LoadedModel
            {
                Name = "quick", Description = "no model", Architecture = "none", ContextTokens = 1024, TrainedContextTokens = 1024,
                VocabularyTokens = 1, Parameters = 1, SizeBytes = 1, MicroBatchTokens = 128, Threads = 1, BatchThreads = 1,
                FlashAttention = false, TemplateName = "model", CpuVariant = "none", LibraryVersion = "none", LoadMs = 0,
                SpecialTokens = new SpecialTokens(-1, -1, -1, false, [], 0), ForecastBytes = 1,
            });

        public Task<PromptCount> CountAsync(ImmutableArray<EngineMessage> messages, CancellationToken ct) =>
            Task.FromResult(new PromptCount(10, 1024));

        public async Task<GenerationResult> GenerateAsync(
            GenerateRequest request, Action<GenerationUpdate>? onUpdate, CancellationToken ct)
        {
            await Task.Yield();
            long number = ++_responses;
            string text = $"Response {number} to what was said before, in a few words that change from step to step.";
            onUpdate?.Invoke(new PrefillProgress(20, 20));
            onUpdate?.Invoke(new TokensGenerated(text, 16));
            return new GenerationResult(text, 20, 16, 0, 1, 1, StopReason.EndOfTurn);
        }

        public void Kill() => _exited.TrySetResult(new EngineExit(true, 0, null, "ended on purpose"));

        public ValueTask DisposeAsync()
        {
            Kill();
            return ValueTask.CompletedTask;
        }
    }
}
