using Samantha.Engine.Gguf;

namespace Samantha.Engine.Tests.Gguf;

/// <summary>A small valid model that tests change in one place, and the demonstration model.</summary>
internal static class GgufSamples
{
    public static string Demonstration { get; } = Path.Combine(RepositoryFolder(), "models", "samantha-mini-q8_0.gguf");

    public static string DemonstrationF16 { get; } = Path.Combine(RepositoryFolder(), "models", "samantha-mini-f16.gguf");

    /// <summary>A complete header; the keys given are left out, so that a test can add its own.</summary>
    public static GgufWriter Model(params string[] without) => Model(3, without);

    public static GgufWriter Model(int alignmentPower, string[] without)
    {
        GgufWriter writer = new() { AlignmentBytes = 4 << alignmentPower };
        void Add(string key, Action add)
        {
            if (!without.Contains(key))
            {
                add();
            }
        }

        Add("general.architecture", () => writer.Add("general.architecture", "llama"));
        Add("general.name", () => writer.Add("general.name", "Tiny"));
        Add("general.file_type", () => writer.Add("general.file_type", 7u));
        Add("llama.context_length", () => writer.Add("llama.context_length", 2048u));
        Add("llama.embedding_length", () => writer.Add("llama.embedding_length", 64u));
        Add("llama.block_count", () => writer.Add("llama.block_count", 2u));
        Add("llama.feed_forward_length", () => writer.Add("llama.feed_forward_length", 128u));
        Add("llama.attention.head_count", () => writer.Add("llama.attention.head_count", 4u));
        Add("llama.attention.head_count_kv", () => writer.Add("llama.attention.head_count_kv", 2u));
        Add("llama.attention.layer_norm_rms_epsilon", () => writer.Add("llama.attention.layer_norm_rms_epsilon", 1e-5f));
        Add("tokenizer.ggml.model", () => writer.Add("tokenizer.ggml.model", "llama"));
        Add("tokenizer.ggml.tokens", () => writer.Add("tokenizer.ggml.tokens", ["<unk>", "<s>", "</s>", "a", "b"]));
        Add("tokenizer.ggml.scores", () => writer.Add("tokenizer.ggml.scores", [0f, 0f, 0f, -1f, -2f]));
        Add("tokenizer.ggml.token_type", () => writer.Add("tokenizer.ggml.token_type", [2, 3, 3, 1, 1]));
        Add("tokenizer.ggml.bos_token_id", () => writer.Add("tokenizer.ggml.bos_token_id", 1u));
        Add("tokenizer.chat_template", () => writer.Add("tokenizer.chat_template", "{{ messages }}"));
        Add("tensors", () => writer
            .AddTensor("token_embd.weight", 8, [64, 5], 64 / 32 * 34 * 5)
            .AddTensor("output_norm.weight", 0, [64], 64 * 4)
            .AddTensor("output.weight", 2, [64, 5], 64 / 32 * 18 * 5));
        return writer;
    }

    /// <param name="bytes">The file, or its header when a length is given.</param>
    /// <param name="limits">Null for the usual ones.</param>
    /// <param name="length">Length of the whole file: the reader never touches the data behind the header.</param>
    public static GgufFile Read(byte[] bytes, GgufLimits? limits = null, long? length = null)
    {
        using MemoryStream stream = new(bytes);
        return GgufReader.Read(stream, length ?? bytes.Length, "sample.gguf", limits ?? GgufLimits.Default);
    }

    public static GgufException Refusal(byte[] bytes, GgufLimits? limits = null) =>
        Assert.Throws<GgufException>(() => Read(bytes, limits: limits));

    private static string RepositoryFolder()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Samantha.Actors.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests run inside the repository.");
    }
}
