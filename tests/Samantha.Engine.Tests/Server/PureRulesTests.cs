using Samantha.Engine.Native;
using Samantha.Engine.Protocol;
using Samantha.Engine.Server;

namespace Samantha.Engine.Tests.Server;

/// <summary>The small rules of the engine: what of a prompt is reused, which settings a context gets.</summary>
public sealed class PureRulesTests
{
    private static readonly MachineShape Two = new(2, 2, HasGpu: false);
    private static readonly ModelShape Half = new(495_000_000, 4096, 20);
    private static readonly ModelShape Tiny = new(2_500_000, 1024, 5);

    [Fact]
    public void Only_whole_micro_batches_of_a_common_beginning_are_reused()
    {
        PrefixMemory memory = new(4);
        Assert.Equal(0, memory.Reusable([1, 2, 3, 4, 5]));

        memory.Remember([1, 2, 3, 4, 5, 6, 7, 8, 9]);

        Assert.Equal(8, memory.Reusable([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]));
        Assert.Equal(4, memory.Reusable([1, 2, 3, 4, 5, 6, 0, 0]));
        Assert.Equal(0, memory.Reusable([9, 2, 3, 4, 5]));
        Assert.Equal(4, memory.Reusable([1, 2, 3, 4, 5]));
        Assert.Equal(0, memory.Reusable([1, 2, 3, 4]));
        Assert.Equal(4, memory.Reusable([1, 2, 3, 4, 5, 6, 7, 8]));
    }

    [Fact]
    public void Nothing_is_reused_after_forgetting()
    {
        PrefixMemory memory = new(1);
        memory.Remember([1, 2, 3]);
        memory.Forget();

        Assert.Equal(0, memory.Reusable([1, 2, 3]));
    }

    [Fact]
    public void Zeros_are_filled_from_model_and_machine()
    {
        EngineTuning tuning = EngineTuning.Choose(new LoadRequest("m"), Half, Two);

        Assert.Equal(new EngineTuning(4096, 128, 128, 2, 2, FlashAttention: false), tuning);
    }

    [Fact]
    public void A_tiny_model_gets_one_thread_unless_more_are_asked_for()
    {
        Assert.Equal(1, EngineTuning.Choose(new LoadRequest("m"), Tiny, Two).Threads);
        Assert.Equal(2, EngineTuning.Choose(new LoadRequest("m") { Threads = 2 }, Tiny, Two).Threads);
    }

    [Fact]
    public void More_threads_than_processors_are_never_used()
    {
        EngineTuning tuning = EngineTuning.Choose(new LoadRequest("m") { Threads = 64, BatchThreads = 64 }, Half, Two);

        Assert.Equal(2, tuning.Threads);
        Assert.Equal(2, tuning.BatchThreads);
    }

    [Fact]
    public void A_large_machine_uses_its_physical_cores()
    {
        Assert.Equal(16, EngineTuning.Choose(new LoadRequest("m"), Half, new MachineShape(32, 16, false)).Threads);
        Assert.Equal(4, EngineTuning.Choose(new LoadRequest("m"), Half, new MachineShape(4, 2, false)).Threads);
    }

    [Fact]
    public void Flash_attention_is_off_unless_asked_for_or_needed()
    {
        Assert.False(EngineTuning.Choose(new LoadRequest("m"), Half, Two).FlashAttention);
        Assert.True(EngineTuning.Choose(new LoadRequest("m") { FlashAttention = FlashAttention.On }, Half, Two).FlashAttention);
        Assert.True(EngineTuning.Choose(new LoadRequest("m") { ContextTokens = 300_000 }, Half, Two).FlashAttention);
        Assert.True(EngineTuning.Choose(new LoadRequest("m"), Half, Two with { HasGpu = true }).FlashAttention);
    }

    [Fact]
    public void An_idle_machine_keeps_all_threads_and_is_hardly_probed()
    {
        ThreadGovernor governor = new(4);
        int fewer = Run(governor, 1000, threads => 100.0 / threads);

        Assert.Equal(4, governor.Chosen);
        Assert.InRange(fewer, 2, 12);
    }

    [Fact]
    public void A_busy_machine_gets_fewer_threads_and_an_idle_one_gets_them_back()
    {
        ThreadGovernor governor = new(4);
        Run(governor, 200, threads => 100.0 / threads);

        Run(governor, 60, threads => threads * 100.0);
        Assert.Equal(1, governor.Chosen);

        Run(governor, 2000, threads => 100.0 / threads);
        Assert.Equal(4, governor.Chosen);
    }

    [Fact]
    public void Noise_changes_no_threads()
    {
        ThreadGovernor governor = new(2);
        Random noise = new(1);
        Run(governor, 2000, _ => 100 + (10 * noise.NextDouble()));

        Assert.Equal(2, governor.Chosen);
    }

    [Fact]
    public void A_load_error_names_the_first_line_with_a_reason()
    {
        string text = LoadErrors.Explain("/x/a.gguf",
        [
            "gguf_init_from_reader: failed to read magic",
            "llama_model_load: error loading model: llama_model_loader: failed to load model from /x/a.gguf",
            "llama_model_load_from_file_impl: failed to load model",
        ]);

        Assert.Equal("a.gguf cannot be loaded as a model: failed to read magic", text);
    }

    [Fact]
    public void Long_runs_are_cut_and_ordinary_text_is_not()
    {
        Assert.Equal([11], LongRuns.Pieces("hello world", 5));
        Assert.Equal([3, 3, 2], LongRuns.Pieces("aaaaaaaa", 3));
        Assert.Empty(LongRuns.Pieces(string.Empty));
        string faces = string.Concat(Enumerable.Repeat("😀", 120_000));
        string mixed = new string('a', 250_000) + " b " + new string('1', 150_000) + faces;
        List<int> pieces = [.. LongRuns.Pieces(mixed)];
        Assert.Equal(mixed.Length, pieces.Sum());
        int at = 0;
        foreach (int piece in pieces)
        {
            Assert.Equal(mixed.Substring(at, piece), WellFormedText.From(mixed.Substring(at, piece)));
            at += piece;
        }
    }

    /// <summary>Feeds token times; returns how many tokens were evaluated with fewer threads than allowed.</summary>
    private static int Run(ThreadGovernor governor, int tokens, Func<int, double> tokenMs)
    {
        int most = 0;
        int fewer = 0;
        for (int i = 0; i < tokens; i++)
        {
            most = Math.Max(most, governor.Threads);
            fewer += governor.Threads < most ? 1 : 0;
            governor.Record(tokenMs(governor.Threads));
        }

        return fewer;
    }
}
