using Samantha.Engine.Gguf;

namespace Samantha.Engine.Tests.Gguf;

/// <summary>What the reader tells about good files.</summary>
public sealed class GgufReaderTests
{
    [Fact]
    public void The_demonstration_model_is_described_as_its_card_says()
    {
        GgufFile file = GgufReader.Read(GgufSamples.Demonstration);

        Assert.Equal(3, file.Version);
        Assert.Equal("llama", file.Architecture);
        Assert.Equal("Samantha Mini", file.Name);
        Assert.Equal("Q8_0", file.FileTypeName);
        Assert.Equal(2_469_920, file.ParameterCount);
        Assert.Equal(6, file.Layers);
        Assert.Equal(160, file.EmbeddingLength);
        Assert.Equal(5, file.Heads);
        Assert.Equal(416, file.FeedForwardLength);
        Assert.Equal(1024, file.TrainedContextTokens);
        Assert.Equal(2048, file.VocabularySize);
        Assert.Equal("gpt2", file.TokenizerModel);
        Assert.Contains("im_start", file.ChatTemplate, StringComparison.Ordinal);
        Assert.Equal(new FileInfo(GgufSamples.Demonstration).Length, file.SizeBytes);
        Assert.InRange(file.WeightBytes, 2_000_000, file.SizeBytes);
        Assert.Null(file.Split);
    }

    [Fact]
    public void Behind_links_as_in_a_downloaders_cache_is_the_same_file()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("samantha-links-");
        try
        {
            string blob = Path.Combine(folder.FullName, "blob"), link = Path.Combine(folder.FullName, "model.gguf");
            File.CreateSymbolicLink(blob, GgufSamples.Demonstration);
            File.CreateSymbolicLink(link, "blob");

            GgufFile file = GgufReader.Read(link);

            Assert.Equal((link, new FileInfo(GgufSamples.Demonstration).Length), (file.Path, file.SizeBytes));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Two_quantisations_differ_in_type_and_bytes_only()
    {
        GgufFile small = GgufReader.Read(GgufSamples.Demonstration);
        GgufFile large = GgufReader.Read(GgufSamples.DemonstrationF16);

        Assert.Equal("F16", large.FileTypeName);
        Assert.Equal(small.ParameterCount, large.ParameterCount);
        Assert.Equal(small.TensorCount, large.TensorCount);
        Assert.True(large.WeightBytes > small.WeightBytes);
    }

    [Fact]
    public void Metadata_keeps_order_types_and_the_first_elements_of_arrays()
    {
        byte[] bytes = GgufSamples.Model()
            .Add("x.number", ulong.MaxValue)
            .Add("x.negative", -3)
            .Add("x.flag", true)
            .Add("x.values", [.. Enumerable.Range(0, 2_000)])
            .ToArray();

        GgufFile file = GgufSamples.Read(bytes);

        Assert.Equal("general.architecture", file.Metadata[0].Key);
        Assert.Equal(new GgufInteger(GgufValueType.U64, ulong.MaxValue), file.Find("x.number"));
        Assert.Equal(new GgufInteger(GgufValueType.I32, -3), file.Find("x.negative"));
        Assert.Equal(new GgufBool(true), file.Find("x.flag"));
        GgufArray values = Assert.IsType<GgufArray>(file.Find("x.values"));
        Assert.Equal(2_000, values.Count);
        Assert.Equal(["0", "1", "2", "3", "4", "5", "6", "7"], values.First.Select(value => value.ToString()));
        Assert.Equal(1, file.SpecialTokens.BeginOfText);
        Assert.Null(file.SpecialTokens.EndOfText);
        Assert.Equal("1E-05", file.Find("llama.attention.layer_norm_rms_epsilon")?.ToString());
        Assert.Equal("5 x Text [<unk>, <s>, </s>, a, b]", file.Find("tokenizer.ggml.tokens")?.ToString());
        Assert.Equal("{{ messages }}", file.ChatTemplate);
    }

    [Fact]
    public void A_number_per_layer_is_summed_for_the_memory()
    {
        byte[] bytes = GgufSamples.Model("llama.attention.head_count_kv").Add("llama.attention.head_count_kv", [2, 4]).ToArray();

        GgufFile file = GgufSamples.Read(bytes);

        Assert.Equal(4, file.KvHeads);
        Assert.Equal(6, file.KvHeadsTotal);
    }

    [Fact]
    public void A_long_text_is_cut_at_a_whole_character_and_says_so()
    {
        byte[] bytes = GgufSamples.Model("tokenizer.chat_template")
            .Add("tokenizer.chat_template", string.Concat(Enumerable.Repeat("\u00e4\u20ac\U0001F600", 100)))
            .ToArray();

        for (int limit = 80; limit < 100; limit++)
        {
            GgufFile file = GgufSamples.Read(bytes, limits: new GgufLimits { KeptStringBytesMax = limit });

            GgufText text = Assert.IsType<GgufText>(file.Find("tokenizer.chat_template"));
            Assert.True(text.WasCut);
            Assert.Equal(900, text.LengthBytes);
            Assert.DoesNotContain('\uFFFD', text.Value);
        }
    }

    [Fact]
    public void A_file_with_a_vocabulary_alone_needs_no_dimensions()
    {
        byte[] bytes = GgufSamples.Model("tensors", "llama.block_count", "llama.context_length").ToArray();

        GgufFile file = GgufSamples.Read(bytes);

        Assert.True(file.IsVocabularyOnly);
        Assert.Equal(5, file.VocabularySize);
    }

    [Fact]
    public void A_model_without_a_file_type_is_named_after_its_largest_tensors()
    {
        Assert.Equal("Q8_0", GgufSamples.Read(GgufSamples.Model("general.file_type").ToArray()).FileTypeName);
    }

    [Fact]
    public void A_recurrent_model_may_have_no_heads()
    {
        GgufWriter writer = GgufSamples.Model("general.architecture")
            .Add("general.architecture", "mamba")
            .Add("mamba.block_count", 3u)
            .Add("mamba.context_length", 1000u)
            .Add("mamba.embedding_length", 64u)
            .Add("mamba.attention.head_count", 0u);

        Assert.Equal(0, GgufSamples.Read(writer.ToArray()).KvHeadsTotal);
    }

    /// <summary>Takes a quarter of a second on its own; not asserted, because other tests share the machine.</summary>
    [Fact]
    public void A_large_vocabulary_is_read_in_little_memory()
    {
        string[] tokens = [.. Enumerable.Range(0, 262_144).Select(i => $"token{i}")];
        string[] merges = [.. Enumerable.Range(0, 500_000).Select(i => $"to ken{i}")];
        byte[] bytes = GgufSamples.Model("tokenizer.ggml.tokens", "tokenizer.ggml.scores", "tokenizer.ggml.token_type")
            .Add("tokenizer.ggml.tokens", tokens)
            .Add("tokenizer.ggml.merges", merges)
            .ToArray();

        long allocated = GC.GetAllocatedBytesForCurrentThread();
        GgufFile file = GgufSamples.Read(bytes);

        Assert.Equal(262_144, file.VocabularySize);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, 16 << 20);
    }

    [Fact]
    public void The_estimate_counts_weights_cache_and_computation()
    {
        GgufFile file = GgufSamples.Read(GgufSamples.Model().ToArray());

        GgufMemoryEstimate estimate = GgufMemoryEstimate.For(file, 1000);

        Assert.Equal(1024, estimate.ContextTokens);
        Assert.Equal(340 + 256 + 180, estimate.WeightBytes);
        Assert.Equal(180, estimate.RepackedBytes);
        Assert.Equal(1024L * (2 + 2) * (16 + 16) * 2, estimate.KvBytes);
        Assert.True(estimate.ComputeBytes > 0);
        Assert.Equal(
            estimate.WeightBytes + estimate.RepackedBytes + estimate.KvBytes + estimate.ComputeBytes, estimate.TotalBytes);
        Assert.Equal(2048, GgufMemoryEstimate.For(file, 0).ContextTokens);
    }

    [Fact]
    public void The_estimate_of_an_absurd_context_is_huge_and_not_negative()
    {
        GgufFile file = GgufSamples.Read(GgufSamples.Model("llama.attention.head_count_kv", "llama.embedding_length")
            .Add("llama.attention.head_count_kv", 65_536u)
            .Add("llama.embedding_length", 1u << 20)
            .ToArray());

        Assert.True(GgufMemoryEstimate.For(file, int.MaxValue, int.MaxValue, 4).TotalBytes > long.MaxValue / 8);
    }
}
