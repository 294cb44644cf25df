using System.Diagnostics;
using Samantha.Engine.Gguf;
using Samantha.Engine.Tests.Gguf;

namespace Samantha.Bench;

/// <summary>
/// Writes a llama-architecture model of any size with random weights: it says nonsense at the speed of a real one, so that
/// speed can be compared on any machine without a download.
/// </summary>
internal static class ModelGenerator
{
    private const string ChatTemplate =
        "{% for message in messages %}{{ '<|im_start|>' + message['role'] + '\\n' + message['content'] + '<|im_end|>' + '\\n' }}"
        + "{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

    private const int FileBufferBytes = 1 << 20;

    /// <summary>Makes the logits as different from each other as those of a trained model.</summary>
    private const double OutputGain = 3;

    public static int Run(ReadOnlySpan<string> arguments, TextWriter output, TextWriter errors)
    {
        try
        {
            if (arguments.IsEmpty || arguments[0].StartsWith('-'))
            {
                throw new ArgumentException("generate-model needs the name of the file to write");
            }

            ModelOptions options = ModelOptions.Parse(arguments[1..]);
            long start = Stopwatch.GetTimestamp();
            Write(arguments[0], options);
            GgufFile file = GgufReader.Read(arguments[0]);
            output.WriteLine(
                $"{arguments[0]}: {file.ParameterCount / 1e6:F1} M parameters, {file.SizeBytes / 1e6:F0} MB, "
                + $"{file.FileTypeName}, {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s");
            return 0;
        }
        catch (Exception error) when (error is ArgumentException or IOException or UnauthorizedAccessException)
        {
            errors.WriteLine($"bench: {error.Message}");
            return 2;
        }
    }

    public static void Write(string path, ModelOptions options)
    {
        GgufWriter writer = new();
        AddMetadata(writer, options);
        AddTensors(writer, options);
        using FileStream stream = new(path, FileMode.Create, FileAccess.Write, FileShare.None, FileBufferBytes);
        writer.WriteTo(stream);
    }

    private static void AddMetadata(GgufWriter writer, ModelOptions options)
    {
        (string[] tokens, float[] scores, int[] types) = SyntheticVocabulary.Create(options.Vocab);
        writer
            .Add("general.architecture", "llama")
            .Add("general.name", "Random weights")
            .Add("general.file_type", options.Type == "q8_0" ? 7u : 2u)
            .Add("general.quantization_version", 2u)
            .Add("llama.vocab_size", (uint)options.Vocab)
            .Add("llama.context_length", (uint)options.Context)
            .Add("llama.embedding_length", (uint)options.Dim)
            .Add("llama.block_count", (uint)options.Layers)
            .Add("llama.feed_forward_length", (uint)options.Ffn)
            .Add("llama.rope.dimension_count", (uint)options.HeadLength)
            .Add("llama.attention.head_count", (uint)options.Heads)
            .Add("llama.attention.head_count_kv", (uint)options.KvHeads)
            .Add("llama.attention.layer_norm_rms_epsilon", 1e-5f)
            .Add("tokenizer.ggml.model", "llama")
            .Add("tokenizer.ggml.pre", "default")
            .Add("tokenizer.ggml.tokens", tokens)
            .Add("tokenizer.ggml.scores", scores)
            .Add("tokenizer.ggml.token_type", types)
            .Add("tokenizer.ggml.bos_token_id", (uint)SyntheticVocabulary.BeginOfText)
            .Add("tokenizer.ggml.eos_token_id", (uint)SyntheticVocabulary.EndOfText)
            .Add("tokenizer.ggml.eot_token_id", (uint)SyntheticVocabulary.EndOfTurn)
            .Add("tokenizer.ggml.unknown_token_id", 0u)
            .Add("tokenizer.ggml.add_bos_token", true)
            .Add("tokenizer.ggml.add_eos_token", false)
            .Add("tokenizer.chat_template", ChatTemplate);
    }

    private static void AddTensors(GgufWriter writer, ModelOptions options)
    {
        RandomWeights weights = RandomWeights.Find(options.Type) ?? throw new ArgumentException($"no type {options.Type}");
        ulong seed = options.Seed << 32;

        void Matrix(string name, long rowValues, long rows, double gain = 1, long zeroRows = 0)
        {
            double spread = gain / Math.Sqrt(rowValues);
            ulong own = seed++;
            writer.AddTensor(
                name,
                weights.TensorType,
                [(ulong)rowValues, (ulong)rows],
                weights.Bytes(rowValues * rows),
                stream => weights.Write(stream, rowValues, rows, spread, zeroRows, own));
        }

        void Norm(string name) => writer.AddTensor(
            name, 0, [(ulong)options.Dim], (ulong)options.Dim * sizeof(float), stream => WriteOnes(stream, options.Dim));

        long keyLength = (long)options.KvHeads * options.HeadLength;
        Matrix("token_embd.weight", options.Dim, options.Vocab);
        for (int layer = 0; layer < options.Layers; layer++)
        {
            Norm($"blk.{layer}.attn_norm.weight");
            Matrix($"blk.{layer}.attn_q.weight", options.Dim, options.Dim);
            Matrix($"blk.{layer}.attn_k.weight", options.Dim, keyLength);
            Matrix($"blk.{layer}.attn_v.weight", options.Dim, keyLength);
            Matrix($"blk.{layer}.attn_output.weight", options.Dim, options.Dim);
            Norm($"blk.{layer}.ffn_norm.weight");
            Matrix($"blk.{layer}.ffn_gate.weight", options.Dim, options.Ffn);
            Matrix($"blk.{layer}.ffn_up.weight", options.Dim, options.Ffn);
            Matrix($"blk.{layer}.ffn_down.weight", options.Ffn, options.Dim);
        }

        Norm("output_norm.weight");

        // Zero weights give the special tokens the logit 0, which never wins among thousands of others: no answer ends early.
        Matrix("output.weight", options.Dim, options.Vocab, OutputGain, SyntheticVocabulary.SilentTokens);
    }

    private static void WriteOnes(Stream stream, int count)
    {
        for (int i = 0; i < count; i++)
        {
            stream.Write(BitConverter.GetBytes(1f));
        }
    }
}
