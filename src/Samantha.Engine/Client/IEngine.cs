using System.Collections.Immutable;
using Samantha.Engine.Protocol;

namespace Samantha.Engine.Client;

/// <summary>One live engine as its owner sees it: an <see cref="EngineClient"/>, or the engine of a simulation.</summary>
public interface IEngine : IAsyncDisposable
{
    int ProcessId { get; }

    /// <inheritdoc cref="EngineClient.ResidentBytes"/>
    long? ResidentBytes => null;

    /// <inheritdoc cref="EngineClient.Exited"/>
    Task<EngineExit> Exited { get; }

    /// <inheritdoc cref="EngineClient.LoadAsync"/>
    Task<LoadedModel> LoadAsync(LoadRequest request, Action<LoadProgress>? onProgress, CancellationToken ct);

    /// <inheritdoc cref="EngineClient.CountAsync"/>
    Task<PromptCount> CountAsync(ImmutableArray<EngineMessage> messages, CancellationToken ct);

    /// <inheritdoc cref="EngineClient.GenerateAsync"/>
    Task<GenerationResult> GenerateAsync(GenerateRequest request, Action<GenerationUpdate>? onUpdate, CancellationToken ct);

    /// <inheritdoc cref="EngineClient.Steer"/>
    void Steer(SteerCommand command)
    {
        // An engine that cannot be steered makes its responses as it does.
    }

    /// <inheritdoc cref="EngineClient.EvaluateAsync"/>
    Task<ResponseEvaluated> EvaluateAsync(EvaluateRequest request, Action<RowEvaluated> onRow, CancellationToken ct) =>
        throw new NotSupportedException("This engine gives no logits.");

    /// <inheritdoc cref="EngineClient.Kill"/>
    void Kill();
}
