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

    /// <summary>A header with every type of value and every key that rules look at.</summary>
    public static GgufWriter Rich() => Model("llama.attention.head_count_kv", "llama.feed_forward_length")
        .Add("llama.attention.head_count_kv", [2, 1])
        .Add("llama.feed_forward_length", [128, 64])
        .Add("llama.attention.key_length", 16u)
        .Add("llama.attention.value_length", 16u)
        .Add("llama.expert_count", 8u)
        .Add("llama.expert_used_count", 2u)
        .Add("llama.expert_group_count", 4u)
        .Add("llama.expert_group_used_count", 2u)
        .Add("llama.nextn_predict_layers", 1u)
        .Add("llama.rope.scaling.type", "yarn")
        .Add("general.alignment", 32u)
        .Add("split.count", (ushort)0)
        .Add("tokenizer.ggml.add_bos_token", true)
        .Add("tokenizer.ggml.eos_token_id", 2u)
        .Add("tokenizer.ggml.merges", ["a b", "b a"])
        .AddRawArray("tokenizer.ggml.precompiled_charsmap", 0, 4, [1, 2, 3, 4])
        .Add("x.u16", (ushort)1).Add("x.u64", 1UL).Add("x.i32", -1).Add("x.f32", 1f)
        .AddRaw("x.u8", 0, [1]).AddRaw("x.i8", 1, [255]).AddRaw("x.i16", 3, [1, 0]).AddRaw("x.i64", 11, new byte[8])
        .AddRaw("x.f64", 12, new byte[8])
        .AddRawArray("x.bools", 7, 3, [0, 1, 1]).AddRawArray("x.i16s", 3, 2, [1, 0, 2, 0]).AddRawArray("x.f64s", 12, 1, new byte[8]);

    /// <summary>
    /// A vocabulary of the SentencePiece kind without tokens for bytes: it has the right form, and llama.cpp ends its process over
    /// the first character that no token stands for.
    /// </summary>
    public static GgufWriter WithoutBytes() => Model("tensors");

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
