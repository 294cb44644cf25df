using System.Collections.Immutable;

namespace Samantha.Engine.Gguf;

/// <summary>
/// Reads and checks the header of a model file in managed code, so that no native code in the host ever sees it. Streams with
/// a small buffer, never maps the file, never reads the weights.
/// </summary>
public static class GgufReader
{
    /// <exception cref="GgufException">The file cannot be used as a model.</exception>
    public static GgufFile Read(string path, GgufLimits? limits = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = GgufFileOpener.Open(path, out long length);
        try
        {
            return Read(stream, length, path, limits ?? GgufLimits.Default);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GgufException(GgufProblem.ReadFailed, $"{path}: the file cannot be read: {error.Message}", error);
        }
    }

    internal static GgufFile Read(Stream stream, long length, string path, GgufLimits limits)
    {
        GgufSource source = new(stream, length, path, limits);
        int version = GgufFileOpener.CheckedVersion(source, stream);
        ulong tensors = CheckedCount(source, "tensors", limits.TensorsMax);
        ulong entries = CheckedCount(source, "metadata entries", limits.KeyValuesMax);
        ImmutableArray<KeyValuePair<string, GgufValue>> metadata = GgufMetadataReader.Read(source, entries);
        GgufKeys keys = new(source, metadata);

        // First, because the later parts of a model have no metadata of their own.
        GgufSplit? split = GgufSplitFiles.Find(keys, path);
        string architecture = GgufModelRules.CheckedArchitecture(keys);
        int alignment = GgufModelRules.CheckedAlignment(keys);
        GgufTensorTable table = GgufTensorTable.Read(source, tensors, alignment);
        bool isVocabularyOnly = table.Count == 0 && split is null;
        int vocabulary = GgufVocabularyRules.Check(keys);
        GgufShape shape = isVocabularyOnly ? GgufShape.None : GgufModelRules.CheckedShape(keys, architecture);
        return new GgufFile
        {
            Path = path,
            Version = version,
            Architecture = architecture,
            Name = keys.Text("general.name"),
            FileTypeName = FileTypeName(keys, table),
            SizeBytes = split is null ? length : split.PartPaths.Sum(part => LinkedFile.Of(part).Length),
            TensorCount = table.Count,
            ParameterCount = table.Parameters,
            WeightBytes = table.Bytes,
            RepackableBytes = table.RepackableBytes,
            AlignmentBytes = alignment,
            DataOffset = table.DataOffset,
            Metadata = metadata,
            TrainedContextTokens = shape.TrainedContextTokens,
            Layers = shape.Layers,
            EmbeddingLength = shape.EmbeddingLength,
            FeedForwardLength = shape.FeedForwardLength,
            Heads = shape.Heads,
            KvHeads = shape.KvHeads,
            KvHeadsTotal = shape.KvHeadsTotal,
            KeyLength = shape.KeyLength,
            ValueLength = shape.ValueLength,
            VocabularySize = vocabulary,
            TokenizerModel = keys.Text("tokenizer.ggml.model"),
            TokenizerPre = keys.Text("tokenizer.ggml.pre"),
            SpecialTokens = SpecialTokens(keys, vocabulary),
            ChatTemplate = keys.Text("tokenizer.chat_template"),
            Split = split,
        };
    }

    private static ulong CheckedCount(GgufSource source, string what, int max)
    {
        ulong count = source.ReadUInt64();
        return count <= (ulong)max
            ? count
            : throw source.Problem(GgufProblem.LimitExceeded, $"{count} {what} are announced; at most {max} are allowed");
    }

    private static string FileTypeName(GgufKeys keys, GgufTensorTable table) =>
        keys.Find("general.file_type") is GgufInteger number && GgufFileType.NameOf(number.Value) is string name
            ? name
            : table.MainTypeName;

    private static GgufSpecialTokens SpecialTokens(GgufKeys keys, int vocabularySize) => new(
        keys.TokenId("tokenizer.ggml.bos_token_id", vocabularySize),
        keys.TokenId("tokenizer.ggml.eos_token_id", vocabularySize),
        keys.TokenId("tokenizer.ggml.eot_token_id", vocabularySize),
        keys.TokenId("tokenizer.ggml.unknown_token_id", vocabularySize),
        keys.TokenId("tokenizer.ggml.padding_token_id", vocabularySize),
        keys.Bool("tokenizer.ggml.add_bos_token"),
        keys.Bool("tokenizer.ggml.add_eos_token"));
}
