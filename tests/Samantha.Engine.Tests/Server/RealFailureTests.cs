using System.Buffers.Binary;
using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;
using Samantha.Engine.Tests.Client;

namespace Samantha.Engine.Tests.Server;

/// <summary>The real engine process when things go wrong: bad files, too little memory, signals, cancels, garbage.</summary>
public sealed partial class RealFailureTests
{
    private const int SigKill = 9;
    private static readonly LoadRequest Mini = new(Engines.ModelQ8);
    private static readonly int SigStop = OperatingSystem.IsMacOS() ? 17 : 19;

    /// <summary>A repeat penalty of 0 makes the first token repeat until the context is full: a response that lasts.</summary>
    private static readonly GenerateRequest Endless =
        Engines.Ask("x") with { Sampling = new SamplingSettings { RepeatPenalty = 0 } };

    [Theory(Timeout = 30_000)]
    [InlineData("missing")]
    [InlineData("empty")]
    [InlineData("text")]
    [InlineData("truncated header")]
    [InlineData("truncated data")]
    [InlineData("directory")]
    public async Task A_file_that_is_no_model_fails_to_load_with_a_reason(string kind)
    {
        string path = Path.Combine(Path.GetTempPath(), $"samantha-bad-{Guid.NewGuid():N}.gguf");
        byte[] model = await File.ReadAllBytesAsync(Engines.ModelQ8);
        switch (kind)
        {
            case "empty": await File.WriteAllBytesAsync(path, []); break;
            case "text": await File.WriteAllTextAsync(path, "This is a letter, not a model."); break;
            case "truncated header": await File.WriteAllBytesAsync(path, model[..500]); break;
            case "truncated data": await File.WriteAllBytesAsync(path, model[..^1000]); break;
            case "directory": Directory.CreateDirectory(path); break;
        }

        try
        {
            await using EngineClient client = await Engines.RealAsync();
            EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(
                () => client.LoadAsync(new LoadRequest(path), null, CancellationToken.None));

            Assert.Equal(EngineFailureKind.LoadFailed, problem.Kind);
            Assert.Contains(Path.GetFileName(path), problem.Message, StringComparison.Ordinal);
            Assert.NotNull(await client.LoadAsync(new LoadRequest(Engines.ModelQ8), null, CancellationToken.None));
        }
        finally
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path);
            }
            else
            {
                File.Delete(path);
            }
        }
    }

    [Fact(Timeout = 30_000)]
    public async Task A_context_that_does_not_fit_into_memory_is_refused_with_both_figures()
    {
        await using EngineClient client = await Engines.RealAsync();
        LoadRequest request = new(Engines.ModelQ8) { ContextTokens = 300_000, MemoryLimitBytes = 512L * 1024 * 1024 };

        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(
            () => client.LoadAsync(request, null, CancellationToken.None));

        Assert.Equal(EngineFailureKind.ContextTooLarge, problem.Kind);
        Assert.Equal(512L * 1024 * 1024, problem.AvailableBytes);
        Assert.True(problem.NeededBytes > problem.AvailableBytes);
        Assert.Contains("300000", problem.Message, StringComparison.Ordinal);
        Assert.Contains("512 MiB", problem.Message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 30_000)]
    public async Task Weights_that_do_not_fit_into_memory_are_another_failure()
    {
        await using EngineClient client = await Engines.RealAsync();

        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(
            () => client.LoadAsync(Mini with { MemoryLimitBytes = 1024 * 1024 }, null, CancellationToken.None));

        Assert.Equal(EngineFailureKind.OutOfMemory, problem.Kind);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_odd_context_size_is_kept_exactly()
    {
        await using EngineClient client = await Engines.RealAsync();
        LoadedModel model = await client.LoadAsync(Mini with { ContextTokens = 50 }, null, CancellationToken.None);

        GenerationResult result = await client.AskAsync("Write a poem about the sea.");

        Assert.Equal(50, model.ContextTokens);
        Assert.Equal(StopReason.ContextFull, result.StopReason);
        Assert.Equal(50, result.PromptTokens + result.ResponseTokens);
    }

    [Fact(Timeout = 30_000)]
    public async Task With_only_the_vocabulary_it_counts_and_refuses_to_generate()
    {
        await using EngineClient client = await Engines.LoadedAsync(new LoadRequest(Engines.ModelQ8) { VocabularyOnly = true });

        PromptCount count = await client.CountAsync([new EngineMessage(EngineRole.User, "Who are you?")], CancellationToken.None);
        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(() => client.AskAsync("Who are you?"));

        Assert.Equal(EngineFailureKind.BadRequest, problem.Kind);
        await using EngineClient whole = await Engines.LoadedAsync();
        Assert.Equal(await whole.CountAsync([new EngineMessage(EngineRole.User, "Who are you?")], CancellationToken.None), count);
    }

    [Fact(Timeout = 30_000)]
    public async Task Nothing_loaded_is_a_bad_request()
    {
        await using EngineClient client = await Engines.RealAsync();

        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(() => client.AskAsync("x"));

        Assert.Equal(EngineFailureKind.BadRequest, problem.Kind);
    }

    [Fact(Timeout = 30_000)]
    public async Task A_folder_without_libraries_is_named()
    {
        string folder = Path.GetTempPath();

        EngineFailedException problem = await Assert.ThrowsAsync<EngineFailedException>(
            () => Engines.RealAsync(new EngineOptions(folder)));

        Assert.Equal(EngineFailureKind.LibraryMissing, problem.Kind);
        Assert.Contains(folder, problem.Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("prefill")]
    [InlineData("decode")]
    public async Task After_a_cancel_the_next_response_equals_that_of_a_fresh_engine(string phase)
    {
        await using EngineClient client = await Engines.LoadedAsync(Mini with { ContextTokens = 8192, MicroBatchTokens = 16 });
        string story = string.Concat(Enumerable.Range(0, 300).Select(i => $"Line {i} of a long story. "));
        GenerateRequest request = phase == "prefill" ? Engines.Ask(story) : Endless;
        GenerateRequest probe = Engines.Ask("Write a poem about the sea.") with
        {
            Sampling = new SamplingSettings { Temperature = 1.5 }, Seed = 9, ResetContext = false,
        };
        GenerationResult expected = await client.GenerateAsync(probe, null, CancellationToken.None);
        for (int round = 0; round < 5; round++)
        {
            using CancellationTokenSource cancel = new();

            GenerationResult cancelled = await client.GenerateAsync(
                request,
                update =>
                {
                    if (phase == "prefill" ? update is PrefillProgress { DoneTokens: > 0 } : update is TokensGenerated)
                    {
                        cancel.Cancel();
                    }
                },
                cancel.Token);

            Assert.Equal(StopReason.Cancelled, cancelled.StopReason);
            Assert.Equal(phase == "prefill", cancelled.ResponseTokens == 0);
            GenerationResult after = await client.GenerateAsync(probe, null, CancellationToken.None);
            Assert.Equal(expected.Text, after.Text);
            Assert.Equal(0, after.ReusedTokens);
        }
    }

    [Theory(Timeout = 60_000)]
    [InlineData("load")]
    [InlineData("prefill")]
    [InlineData("decode")]
    public async Task A_killed_engine_is_a_crash_by_SIGKILL_in_every_phase(string phase)
    {
        await using EngineClient client = await Engines.RealAsync();

        EngineFailedException problem = await SignalDuring(client, phase, SigKill);

        Assert.Equal(EngineFailureKind.Crashed, problem.Kind);
        Assert.Equal("SIGKILL", problem.Signal);
        Assert.False((await client.Exited).Expected);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("load")]
    [InlineData("prefill")]
    [InlineData("decode")]
    public async Task A_stopped_engine_is_unresponsive_in_every_phase(string phase)
    {
        await using EngineClient client = await Engines.RealAsync();

        EngineFailedException problem = await SignalDuring(client, phase, SigStop);

        Assert.Equal(EngineFailureKind.Unresponsive, problem.Kind);
        await client.Exited;
    }

    [Fact(Timeout = 30_000)]
    public async Task A_cancelled_load_can_be_followed_by_another()
    {
        await using EngineClient client = await Engines.RealAsync();
        using CancellationTokenSource cancel = new();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await client.LoadAsync(new LoadRequest(Engines.ModelQ8), _ => cancel.Cancel(), cancel.Token);

            // The model is so small that the load may have won; then the cancel has nothing left to end.
            cancel.Token.ThrowIfCancellationRequested();
        });

        Assert.False(client.Exited.IsCompleted);
    }

    [Theory(Timeout = 30_000)]
    [InlineData("idle")]
    [InlineData("decode")]
    public async Task The_engine_leaves_when_its_input_ends(string phase)
    {
        using Process process = Start();
        FrameWriter writer = new(process.StandardInput.BaseStream);
        FrameReader reader = new(process.StandardOutput.BaseStream, EngineProtocol.FrameBytesMax);
        await Greet(writer, reader);
        if (phase == "decode")
        {
            writer.Write(new LoadModel(2, Mini with { ContextTokens = 8192 }), EngineJson.Frames.EngineRequest);
            await Until<ModelLoaded>(reader);
            writer.Write(new GenerateResponse(3, Endless), EngineJson.Frames.EngineRequest);
            await Until<GenerationProgressed>(reader);
        }

        process.StandardInput.Close();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
    }

    [Fact(Timeout = 30_000)]
    public async Task An_unknown_message_is_answered_and_garbage_ends_the_engine()
    {
        using Process process = Start();
        Stream input = process.StandardInput.BaseStream;
        FrameWriter writer = new(input);
        FrameReader reader = new(process.StandardOutput.BaseStream, EngineProtocol.FrameBytesMax);
        await Greet(writer, reader);

        Raw(input, Encoding.UTF8.GetBytes("{\"type\":\"fly\",\"id\":5}"));
        RequestFailed unknown = await Until<RequestFailed>(reader);
        Raw(input, [0xFF, 0xFE, 0xFD]);
        RequestFailed garbage = await Until<RequestFailed>(reader);
        await process.WaitForExitAsync();

        Assert.Equal((5, EngineFailureKind.BadRequest), (unknown.Id, unknown.Kind));
        Assert.Equal((0, EngineFailureKind.ProtocolGarbage), (garbage.Id, garbage.Kind));
        Assert.Equal(2, process.ExitCode);
    }

    private static async Task<EngineFailedException> SignalDuring(EngineClient client, string phase, int signal)
    {
        return await Assert.ThrowsAsync<EngineFailedException>(async () =>
        {
            await client.LoadAsync(
                new LoadRequest(Engines.ModelQ8) { ContextTokens = 8192, MicroBatchTokens = 16 },
                _ => Send("load"),
                CancellationToken.None);
            string story = string.Concat(Enumerable.Range(0, 300).Select(i => $"Line {i} of a long story. "));
            GenerateRequest request = phase == "prefill" ? Engines.Ask(story) : Endless;
            await client.GenerateAsync(
                request, update => Send(update is PrefillProgress ? "prefill" : "decode"), CancellationToken.None);
        });

        void Send(string now)
        {
            if (now == phase)
            {
                Assert.Equal(0, Kill(client.ProcessId, signal));
            }
        }
    }

    private static async Task Greet(FrameWriter writer, FrameReader reader)
    {
        HostHello hello = new(1, EngineProtocol.Version, Engines.Options().LibraryFolder, EngineProtocol.FrameBytesMax);
        writer.Write(hello, EngineJson.Frames.EngineRequest);
        await Until<EngineHello>(reader);
    }

    private static Process Start()
    {
        EngineCommand command = Engines.Command("real");
        ProcessStartInfo start = new(command.FileName, command.Arguments)
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, UseShellExecute = false,
        };
        return Process.Start(start)!;
    }

    private static async Task<T> Until<T>(FrameReader reader)
        where T : EngineReply
    {
        while (await reader.ReadAsync(EngineJson.Frames.EngineReply, CancellationToken.None) is { } reply)
        {
            if (reply is T wanted)
            {
                return wanted;
            }
        }

        throw new InvalidOperationException($"the engine ended before it sent {typeof(T).Name}");
    }

    private static void Raw(Stream stream, byte[] body)
    {
        byte[] frame = new byte[4 + body.Length];
        BinaryPrimitives.WriteInt32LittleEndian(frame, body.Length);
        body.CopyTo(frame, 4);
        stream.Write(frame);
        stream.Flush();
    }

    [LibraryImport("libc", EntryPoint = "kill")]
    private static partial int Kill(int process, int signal);
}
