using System.Collections.Immutable;

namespace Samantha.Engine.Gguf;

/// <summary>What the header of a valid model file says. Every text in it comes from the file: data, not to be trusted.</summary>
public sealed record GgufFile
{
    public required string Path { get; init; }

    public required int Version { get; init; }

    public required string Architecture { get; init; }

    /// <summary>general.name, or null.</summary>
    public required string? Name { get; init; }

    /// <summary>Name of the quantisation, like Q8_0 or Q4_K_M; taken from the tensors when the file does not say it.</summary>
    public required string FileTypeName { get; init; }

    /// <summary>Size on disk; with split files, of all parts.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>0 in a file that holds only a vocabulary.</summary>
    public required int TensorCount { get; init; }

    public required long ParameterCount { get; init; }

    /// <summary>Bytes of all tensors in this file.</summary>
    public required long WeightBytes { get; init; }

    /// <summary>
    /// Bytes of the matrices that llama.cpp keeps a second, rearranged copy of on the CPU (see GgufMemoryEstimate).
    /// </summary>
    public required long RepackableBytes { get; init; }

    public required int AlignmentBytes { get; init; }

    /// <summary>Where the tensors begin.</summary>
    public required long DataOffset { get; init; }

    /// <summary>All keys in the order of the file.</summary>
    public required ImmutableArray<KeyValuePair<string, GgufValue>> Metadata { get; init; }

    public required int TrainedContextTokens { get; init; }

    public required int Layers { get; init; }

    public required int EmbeddingLength { get; init; }

    public required int FeedForwardLength { get; init; }

    /// <summary>Attention heads; with one number per layer, the largest.</summary>
    public required int Heads { get; init; }

    /// <summary>Key and value heads; with one number per layer, the largest.</summary>
    public required int KvHeads { get; init; }

    /// <summary>Sum of the key and value heads over all layers.</summary>
    public required long KvHeadsTotal { get; init; }

    public required int KeyLength { get; init; }

    public required int ValueLength { get; init; }

    public required int VocabularySize { get; init; }

    /// <summary>tokenizer.ggml.model: llama (SPM), gpt2 (BPE), bert, t5, rwkv ...; null when the file has no tokenizer.</summary>
    public required string? TokenizerModel { get; init; }

    public required string? TokenizerPre { get; init; }

    public required GgufSpecialTokens SpecialTokens { get; init; }

    public required string? ChatTemplate { get; init; }

    /// <summary>Null for a model in one file.</summary>
    public required GgufSplit? Split { get; init; }

    public bool IsVocabularyOnly => TensorCount == 0;

    public GgufValue? Find(string key)
    {
        foreach (KeyValuePair<string, GgufValue> entry in Metadata)
        {
            if (entry.Key == key)
            {
                return entry.Value;
            }
        }

        return null;
    }
}
