using System.Collections.Immutable;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Client;

/// <summary>API under construction.</summary>
public sealed class EngineClient : IAsyncDisposable
{
    public int ProcessId => throw new NotImplementedException();
    public EngineHello Hello => throw new NotImplementedException();
    public Task<EngineExit> Exited => throw new NotImplementedException();
    public static Task<EngineClient> StartAsync(EngineCommand command, EngineOptions options, CancellationToken ct) => throw new NotImplementedException();
    public Task<LoadedModel> LoadAsync(LoadRequest request, Action<LoadProgress>? onProgress, CancellationToken ct) => throw new NotImplementedException();
    public Task<PromptCount> CountAsync(ImmutableArray<EngineMessage> messages, CancellationToken ct) => throw new NotImplementedException();
    public Task<GenerationResult> GenerateAsync(GenerateRequest request, Action<GenerationUpdate>? onUpdate, CancellationToken ct) => throw new NotImplementedException();
    public Task<TokenizeResult> TokenizeAsync(string text, bool parseSpecial, CancellationToken ct) => throw new NotImplementedException();
    public Task<VocabularyPage> VocabularyAsync(int offset, int count, string filter, CancellationToken ct) => throw new NotImplementedException();
    public void Kill() => throw new NotImplementedException();
    public ValueTask DisposeAsync() => throw new NotImplementedException();
}
