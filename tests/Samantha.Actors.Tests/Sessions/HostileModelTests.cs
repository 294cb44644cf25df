using System.Buffers.Binary;
using System.Text;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Actors.Tests.Support;
using Samantha.Chains.Sessions;
using Samantha.Engine.Gguf;
using Samantha.Engine.Tests.Gguf;

namespace Samantha.Actors.Tests.Sessions;

/// <summary>
/// Model files that pass the bounded reader and are no models: native code ends, refuses or computes nonsense. The session names the
/// reason and goes on as its chain says.
/// </summary>
public class HostileModelTests
{
    /// <summary>Of the demonstration model: nearly all that stands behind its header.</summary>
    private const int WeightBytes = 2_000_000;

    [Theory(Timeout = 120_000)]
    [InlineData("aborts", StepFailureReason.EngineCrashed, "SIGABRT", 2)]
    [InlineData("lacks a tensor", StepFailureReason.ModelLoadFailed, "blk.1.attn_q.weight", 1)]
    [InlineData("has tensors of another shape", StepFailureReason.ModelLoadFailed, "shape", 1)]
    [InlineData("has layers that are not there", StepFailureReason.ModelLoadFailed, "blk.", 1)]
    public async Task A_file_that_passes_the_reader_and_is_no_model_fails_by_name_and_the_next_model_answers(
        string kind, StepFailureReason reason, string words, int attempts)
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        Directory.CreateDirectory(program.ModelsFolder);
        string path = Path.Combine(program.ModelsFolder, "hostile.gguf");
        await File.WriteAllBytesAsync(path, Hostile(kind));
        GgufReader.Read(path); // Does not throw: it is native code that finds out.

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain("""
            models = [hostile, "samantha-mini-q8_0"]
            prompts = ["Who are you?"]
            on-error = next-model
            hyperparameters { n_ctx = 256, max_tokens = 8 }
            """));

        Assert.Equal(SessionStatusText.Finished, ended.Status);
        StepFailed[] failures = [.. program.Journal(ended.Session).OfType<StepFailed>()];
        Assert.All(failures, failure => Assert.Contains(words, failure.Message, StringComparison.Ordinal));
        Assert.Equal(Enumerable.Repeat(reason, attempts), failures.Select(failure => failure.Reason));
        Assert.Equal(
            "L1.M2.R1.P1", Assert.Single(program.Journal(ended.Session).OfType<ResponseCommitted>()).Position.StepId);
    }

    [Fact(Timeout = 120_000)]
    public async Task Weights_that_are_no_numbers_fail_the_step_by_name_and_the_next_model_answers()
    {
        await using var program = ProgramUnderTest.WithRealEngine();
        string path = program.AddModel("nonsense.gguf");
        byte[] bytes = await File.ReadAllBytesAsync(path);
        bytes.AsSpan(^WeightBytes..).Fill(0xFF);
        await File.WriteAllBytesAsync(path, bytes);

        SessionEnded ended = await program.RunAsync(ProgramUnderTest.Chain("""
            models = [nonsense, "samantha-mini-q8_0"]
            prompts = ["Who are you?"]
            on-error = next-model
            hyperparameters { n_ctx = 256, max_tokens = 8 }
            """));

        Assert.Equal(SessionStatusText.Finished, ended.Status);
        StepFailed failure = Assert.Single(program.Journal(ended.Session).OfType<StepFailed>());
        Assert.Equal((StepFailureReason.EngineFailed, "L1.M1.R1.P1"), (failure.Reason, failure.Position.StepId));
        Assert.Single(program.Journal(ended.Session).OfType<ResponseCommitted>());
    }

    private static byte[] Hostile(string kind)
    {
        byte[] model = File.ReadAllBytes(Places.Q8Model);
        switch (kind)
        {
            case "aborts":
                return WithoutLetters();
            case "lacks a tensor":
                model[Find(model, "blk.1.attn_q.weight") + "blk.1.attn_".Length] = (byte)'z';
                return model;
            case "has tensors of another shape":
                SetNumber(model, "llama.feed_forward_length", 1 << 20);
                return model;
            default:
                SetNumber(model, "llama.block_count", 500);
                return model;
        }
    }

    // A complete model, but no token of its vocabulary stands for most characters, over which llama.cpp ends its process.
    private static byte[] WithoutLetters()
    {
        const int Width = 64, Inner = 128, Layers = 2, Tokens = 5;
        var writer = new GgufWriter()
            .Add("general.architecture", "llama")
            .Add("llama.context_length", 2048u)
            .Add("llama.embedding_length", (uint)Width)
            .Add("llama.block_count", (uint)Layers)
            .Add("llama.feed_forward_length", (uint)Inner)
            .Add("llama.attention.head_count", 4u)
            .Add("llama.attention.layer_norm_rms_epsilon", 1e-5f)
            .Add("tokenizer.ggml.model", "llama")
            .Add("tokenizer.ggml.tokens", ["<unk>", "<s>", "</s>", "a", "b"])
            .Add("tokenizer.ggml.scores", [0f, 0f, 0f, -1f, -2f])
            .Add("tokenizer.ggml.token_type", [2, 3, 3, 1, 1]);
        Tensor("token_embd", Width, Tokens);
        Tensor("output_norm", Width);
        for (int layer = 0; layer < Layers; layer++)
        {
            Tensor($"blk.{layer}.attn_norm", Width);
            Tensor($"blk.{layer}.ffn_norm", Width);
            foreach (string name in (string[])["q", "k", "v", "output"])
            {
                Tensor($"blk.{layer}.attn_{name}", Width, Width);
            }

            Tensor($"blk.{layer}.ffn_gate", Width, Inner);
            Tensor($"blk.{layer}.ffn_up", Width, Inner);
            Tensor($"blk.{layer}.ffn_down", Inner, Width);
        }

        return writer.ToArray();

        void Tensor(string name, params ulong[] dimensions) => writer.AddTensor(
            name + ".weight", 0, dimensions, dimensions.Aggregate((product, next) => product * next) * sizeof(float));
    }

    // Behind the key stand the type of its value, four bytes, and the value.
    private static void SetNumber(byte[] model, string key, int value) =>
        BinaryPrimitives.WriteInt32LittleEndian(model.AsSpan(Find(model, key) + key.Length + sizeof(int)), value);

    private static int Find(byte[] model, string text)
    {
        int at = model.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text));
        Assert.True(at > 0, $"the demonstration model has no {text}");
        return at;
    }
}
