using System.Collections.Immutable;

namespace Samantha.Engine.Protocol;

/// <summary>
/// What the engine holds after a load, as read back from the library: the effective values, not the requested ones.
/// Texts come from the model file and are untrusted; metadata is bounded in count and length.
/// </summary>
public sealed record LoadedModel
{
    public required string Name { get; init; }
    public required string Description { get; init; }
    public required string Architecture { get; init; }

    /// <summary>The window that prompts and responses share, in tokens.</summary>
    public required int ContextTokens { get; init; }

    /// <summary>The length the model was trained with, 0 when the file does not say.</summary>
    public required int TrainedContextTokens { get; init; }

    public required int VocabularyTokens { get; init; }
    public required long Parameters { get; init; }
    public required long SizeBytes { get; init; }
    public required int MicroBatchTokens { get; init; }

    /// <summary>Tokens in one call of the decoder; 0 from an engine that does not tell.</summary>
    public int BatchTokens { get; init; }

    /// <summary>How tokens are chosen: <see cref="Sampling.SamplerChain.Description"/>.</summary>
    public string Sampler { get; init; } = string.Empty;

    public required int Threads { get; init; }
    public required int BatchThreads { get; init; }
    public required bool FlashAttention { get; init; }

    /// <summary>"model" for the file's own template, else the name of the family used instead.</summary>
    public required string TemplateName { get; init; }

    /// <summary>Why the file's own template is not used as it is; null when it is.</summary>
    public string? TemplateFallbackReason { get; init; }

    /// <summary>SHA-256 of the template's text in hex: two loads with equal ones write messages the same way.</summary>
    public string TemplateSha256 { get; init; } = string.Empty;

    public required string CpuVariant { get; init; }
    public required string LibraryVersion { get; init; }
    public required double LoadMs { get; init; }
    public required SpecialTokens SpecialTokens { get; init; }

    /// <summary>Forecast memory use in bytes: weights, KV cache and compute buffers.</summary>
    public required long ForecastBytes { get; init; }

    public bool VocabularyOnly { get; init; }

    /// <summary>What the engine process runs in, by name: bubblewrap, filter or none.</summary>
    public string Sandbox { get; init; } = EngineSandboxNames.None;

    /// <summary>Why that is not the strongest; null when it is.</summary>
    public string? SandboxNote { get; init; }
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
