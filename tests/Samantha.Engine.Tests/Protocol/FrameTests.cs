using System.Buffers.Binary;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Samantha.Engine.Protocol;
using Samantha.Engine.Sampling;

namespace Samantha.Engine.Tests.Protocol;

/// <summary>Frames: what is written is read, whatever else arrives is one clean failure.</summary>
public sealed class FrameTests
{
    [Fact(Timeout = 60_000)]
    public async Task A_message_arrives_as_it_was_sent_however_the_stream_is_cut()
    {
        GenerateRequest request = new([new EngineMessage(EngineRole.User, "áé\0\n\"\\ 😀")], new SamplingSettings { TopK = 40 })
        {
            Seed = ulong.MaxValue,
            StopWords = ["§§§"],
        };
        byte[] bytes = Write(new GenerateResponse(7, request));

        foreach (int chunk in new[] { 1, 3, bytes.Length })
        {
            FrameReader reader = new(new ChunkedStream(bytes, chunk));
            EngineRequest? read = await reader.ReadAsync(EngineJson.Frames.EngineRequest, CancellationToken.None);

            GenerateResponse generate = Assert.IsType<GenerateResponse>(read);
            Assert.Equal(7, generate.Id);
            Assert.Equal(request.Messages[0], generate.Request.Messages[0]);
            Assert.Equal(request.Sampling, generate.Request.Sampling);
            Assert.Equal(ulong.MaxValue, generate.Request.Seed);
            Assert.Equal("§§§", generate.Request.StopWords[0]);
            Assert.Null(await reader.ReadAsync(EngineJson.Frames.EngineRequest, CancellationToken.None));
        }
    }

    [Fact(Timeout = 60_000)]
    public async Task Updates_keep_their_kind()
    {
        byte[] bytes =
        [
            .. Write(new GenerationProgressed(1, new TokensGenerated("x", 2))),
            .. Write(new GenerationProgressed(1, new PrefillProgress(3, 4))),
        ];
        FrameReader reader = new(new MemoryStream(bytes));

        EngineReply? first = await reader.ReadAsync(EngineJson.Frames.EngineReply, CancellationToken.None);
        EngineReply? second = await reader.ReadAsync(EngineJson.Frames.EngineReply, CancellationToken.None);

        Assert.Equal(new GenerationProgressed(1, new TokensGenerated("x", 2)), first);
        Assert.Equal(new GenerationProgressed(1, new PrefillProgress(3, 4)), second);
    }

    [Theory(Timeout = 60_000)]
    [InlineData(new byte[] { 5 }, true)]
    [InlineData(new byte[] { 5, 0, 0, 0, 1, 2 }, true)]
    [InlineData(new byte[] { 0, 0, 0, 0 }, false)]
    [InlineData(new byte[] { 0, 0, 0, 0x80 }, false)]
    [InlineData(new byte[] { 2, 0, 0, 0, (byte)'h', (byte)'i' }, false)]
    [InlineData(new byte[] { 2, 0, 0, 0, (byte)'{', (byte)'}' }, false)]
    public async Task A_broken_frame_is_one_clean_failure(byte[] bytes, bool truncated)
    {
        FrameReader reader = new(new MemoryStream(bytes));

        FrameException problem = await Assert.ThrowsAsync<FrameException>(
            async () => await reader.ReadAsync(EngineJson.Frames.EngineReply, CancellationToken.None));

        Assert.Equal(truncated, problem.Truncated);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_length_that_is_only_claimed_takes_no_memory()
    {
        byte[] bytes = new byte[100];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, EngineProtocol.FrameBytesMax);
        FrameReader reader = new(new MemoryStream(bytes), EngineProtocol.FrameBytesMax);
        long before = GC.GetAllocatedBytesForCurrentThread();

        await Assert.ThrowsAsync<FrameException>(async () => await reader.ReadAsync(CancellationToken.None));

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1024 * 1024);
    }

    [Fact]
    public void A_message_above_the_limit_is_refused_before_a_byte_is_written()
    {
        MemoryStream stream = new();
        using FrameWriter writer = new(stream, frameBytesMax: 100);

        TokenizeText large = new(1, new string('a', 200), ParseSpecial: false);

        Assert.Throws<FrameException>(() => writer.Write(large, EngineJson.Frames.EngineRequest));

        Assert.Equal(0, stream.Length);
    }

    [Fact]
    public void Any_bytes_are_a_message_or_a_frame_exception()
    {
        Prop.ForAll<byte[]>(bytes =>
        {
            byte[] frame = new byte[4 + bytes.Length];
            BinaryPrimitives.WriteInt32LittleEndian(frame, bytes.Length);
            bytes.CopyTo(frame, 4);
            FrameReader reader = new(new MemoryStream(frame));
            try
            {
                return reader.ReadAsync(EngineJson.Frames.EngineReply, CancellationToken.None)
                    .AsTask().GetAwaiter().GetResult() is not null;
            }
            catch (FrameException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void A_mutated_message_is_a_message_or_a_frame_exception()
    {
        byte[] good = Write(new ModelLoaded(1, Sample()));
        Prop.ForAll<int, byte>((at, value) =>
        {
            byte[] frame = [.. good];
            frame[4 + (Math.Abs(at % (frame.Length - 4)))] = value;
            try
            {
                FrameReader.Parse(frame.AsSpan(4), EngineJson.Frames.EngineReply);
                return true;
            }
            catch (FrameException)
            {
                return true;
            }
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Text_of_other_scripts_is_not_escaped_into_six_bytes_per_character() =>
        Assert.InRange(Write(new TokenizeText(1, new string('語', 1000), false)).Length, 3000, 3200);

    [Fact]
    public void Lone_surrogates_become_the_replacement_character()
    {
        // Not as attribute data: attributes are stored as UTF-8, which has no lone surrogates.
        Assert.Equal("plain", WellFormedText.From("plain"));
        Assert.Equal("a\uFFFDb", WellFormedText.From("a\uD800b"));
        Assert.Equal("\uFFFD", WellFormedText.From("\uDC00"));
        Assert.Equal("\uFFFD\uFFFD", WellFormedText.From("\uDC00\uD800"));
        Assert.Equal("😀\uFFFD", WellFormedText.From("😀\uD83D"));
        Assert.Equal("\0", WellFormedText.From("\0"));
    }

    private static LoadedModel Sample() => new()
    {
        Name = "n", Description = "d", Architecture = "llama", ContextTokens = 1, TrainedContextTokens = 1, VocabularyTokens = 1,
        Parameters = 1, SizeBytes = 1, MicroBatchTokens = 1, Threads = 1, BatchThreads = 1, FlashAttention = false,
        TemplateName = "model", CpuVariant = "c", LibraryVersion = "v", LoadMs = 1, ForecastBytes = 1,
        SpecialTokens = new SpecialTokens(1, 2, 3, true, [2], 4),
    };

    private static byte[] Write(EngineRequest request)
    {
        MemoryStream stream = new();
        using FrameWriter writer = new(stream);
        writer.Write(request, EngineJson.Frames.EngineRequest);
        return stream.ToArray();
    }

    private static byte[] Write(EngineReply reply)
    {
        MemoryStream stream = new();
        using FrameWriter writer = new(stream);
        writer.Write(reply, EngineJson.Frames.EngineReply);
        return stream.ToArray();
    }

    /// <summary>Returns at most a few bytes per read, as a pipe may.</summary>
    private sealed class ChunkedStream(byte[] bytes, int chunk) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(chunk, buffer.Length)], cancellationToken);
    }
}
