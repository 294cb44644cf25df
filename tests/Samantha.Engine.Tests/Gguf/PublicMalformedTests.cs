using System.Diagnostics;
using Samantha.Engine.Gguf;

namespace Samantha.Engine.Tests.Gguf;

/// <summary>
/// The shapes of files that have broken readers of this format in public, each rebuilt from its description: first the kinds that
/// llama.cpp's own test of its reader makes, then published defects. All are refused, quickly and in little memory.
/// </summary>
public sealed class PublicMalformedTests
{
    private const long BytesMax = 64L << 20;
    private static readonly TimeSpan TimeMax = TimeSpan.FromSeconds(30);

    public static TheoryData<string> Names => [.. Files.Keys];

    private static Dictionary<string, Func<byte[]>> Files { get; } = new()
    {
        ["upstream: header, bad magic"] = () => [(byte)'G', (byte)'G', (byte)'U', (byte)'X', .. Whole()[4..]],
        ["upstream: header, bad version 0"] = () => With(w => w.Version = 0),
        ["upstream: header, bad version 1"] = () => With(w => w.Version = 1),
        ["upstream: header, version of the future"] = () => With(w => w.Version = 4),
        ["upstream: header, bad number of tensors"] = () => With(w => w.DeclaredTensors = ulong.MaxValue),
        ["upstream: header, bad number of entries"] = () => With(w => w.DeclaredEntries = ulong.MaxValue),
        ["upstream: header, empty"] = () => new GgufWriter().ToArray(),
        ["upstream: header, big-endian"] = () => With(w => w.Version = 3 << 24),
        ["upstream: entry, bad key size"] = () => Whole()[..24].Concat(Enumerable.Repeat((byte)0xFF, 8)).ToArray(),
        ["upstream: entry, bad type"] = () => With(w => w.AddRaw("x", 99, new byte[8])),
        ["upstream: entry, bad value"] = () => With(w => w.AddRaw("x", 8, [255, 255, 255, 255, 255, 255, 255, 127])),
        ["upstream: entry, duplicate key"] = () => With(w => w.Add("general.name", "again")),
        ["upstream: entry, bad alignment"] = () => With(w => w.Add("general.alignment", 13u)),
        ["upstream: tensor, bad name size"] = () => With(w => w.AddTensor(new string('n', 64), 0, [1], 4)),
        ["upstream: tensor, bad number of dimensions"] = () => With(w => w.AddTensor("t", 0, [1, 1, 1, 1, 1, 1], 4)),
        ["upstream: tensor, bad shape"] = () => With(w => w.AddTensor("t", 0, [1, ulong.MaxValue - 1], 4)),
        ["upstream: tensor, too many values"] = () => With(w => w.AddTensor("t", 0, [1UL << 31, 1UL << 31, 4], 4)),
        ["upstream: tensor, too many bytes"] = () => With(w => w.AddTensor("t", 0, [1UL << 61, 1], 4)),
        ["upstream: tensor, bad type"] = () => With(w => w.AddTensor("t", 1_000, [1], 4)),
        ["upstream: tensor, bad offset"] = () => With(w => w.AddTensor("t", 0, [1], 4, offset: 1)),
        ["upstream: tensor, duplicate name"] = () => With(w => w.AddTensor("output.weight", 0, [1], 4)),
        ["upstream: tensor, bad alignment"] = () => With(w => w.Add("general.alignment", 7u).AddTensor("t", 0, [1], 4)),
        ["upstream: tensor, offsets of another alignment"] = () => With(w => w.Add("general.alignment", 64u)),
        ["upstream: data, not enough"] = () => Whole()[..^13],
        ["upstream: data, none at all"] = () => Whole()[..(int)GgufSamples.Read(Whole()).DataOffset],
        ["upstream: data, bad alignment"] = () => With(w => w.Add("general.alignment", 0u)),
        ["upstream: data, cut inside the padding before it"] =
            () => Whole()[..((int)GgufSamples.Read(Whole()).DataOffset - 1)],
        ["upstream: entries cut"] = () => Whole()[..200],

        ["CVE-2024-21802: dimensions whose product overflows the heap buffer"] =
            () => With(w => w.AddTensor("t", 0, [1UL << 62, 4, 4, 4], 4)),
        ["CVE-2024-23605: number of entries times their size overflows"] =
            () => With(w => w.DeclaredEntries = 0x0555_5555_5555_5556),
        ["CVE-2024-21836: number of tensors times their size overflows"] =
            () => With(w => w.DeclaredTensors = 0x0222_2222_2222_2223),
        ["CVE-2024-23496: string of 2^64 - 1 bytes, plus its closing zero none"] =
            () => With(w => w.AddRaw("x", 8, [.. Enumerable.Repeat((byte)255, 8), 65, 65, 65, 65])),
        ["CVE-2024-21825: array of strings whose table overflows"] =
            () => With(w => w.AddRawArray("x", 8, 0x1000_0000_0000_0001, new byte[64])),
        ["CVE-2024-25664: array of numbers whose bytes overflow"] =
            () => With(w => w.AddRawArray("x", 10, 0x2000_0000_0000_0001, new byte[64])),
        ["CVE-2024-25668: entries announced that no allocation can hold"] = () => With(w => w.DeclaredEntries = 1UL << 40),
        ["CVE-2024-41130: nothing behind the magic"] = () => "GGUF"u8.ToArray(),
        ["CVE-2024-39720: four bytes"] = () => "GGUF"u8.ToArray(),
        ["CVE-2025-49847: token longer than a signed number"] = () => Tokens(bytes: int.MaxValue),
        ["CVE-2025-53630: sizes that sum up to more than 2^64"] = () => With(w => w
            .AddTensor("t", 24, [(1UL << 63) - 64], 0, offset: 800).AddTensor("u", 24, [(1UL << 63) - 64], 0)),
        ["CVE-2026-27940: the padded sum alone overflows"] =
            () => With(w => w.AddTensor("t", 24, [long.MaxValue - 31], 0, offset: 800)),
        ["CVE-2026-33298: bytes of a tensor overflow by its strides"] =
            () => With(w => w.AddTensor("t", 28, [1UL << 30, 1UL << 30, 2], 4)),
        ["padding of a size near 2^64"] = () => With(w => w.AddTensor("t", 0, [1], 4, offset: ulong.MaxValue - 30)),
        ["alignment without bound"] = () => With(w => w.Add("general.alignment", 1u << 31)),
        ["alignment just above the bound"] = () => With(w => w.Add("general.alignment", 8_192u)),
        ["scores that are texts"] = () => Without("tokenizer.ggml.scores")
            .Add("tokenizer.ggml.scores", ["a", "b", "c", "d", "e"]).ToArray(),
        ["scores that are bytes"] = () => Without("tokenizer.ggml.scores")
            .AddRawArray("tokenizer.ggml.scores", 0, 5, new byte[5]).ToArray(),
        ["scores that are no array"] = () => Without("tokenizer.ggml.scores").Add("tokenizer.ggml.scores", 5u).ToArray(),
        ["token types that are 64-bit"] = () => Without("tokenizer.ggml.token_type")
            .AddRawArray("tokenizer.ggml.token_type", 10, 5, new byte[40]).ToArray(),
        ["merges that are numbers"] = () => With(w => w.Add("tokenizer.ggml.merges", [1, 2, 3])),
        ["character map that is text"] = () => With(w => w.Add("tokenizer.ggml.precompiled_charsmap", "map")),
        ["tokens that are one text"] = () => Without("tokenizer.ggml.tokens").Add("tokenizer.ggml.tokens", "abc").ToArray(),
        ["architecture that is a number"] =
            () => Without("general.architecture").Add("general.architecture", 7u).ToArray(),
        ["37 bytes: one entry that lies"] = () => Header(tensors: 0, entries: 1, [1, 0, 0, 0, 0, 0, 0, 0, (byte)'x', 8, 0, 0, 0]),
        ["36 bytes: a tensor without a name"] = () => Header(tensors: 1, entries: 0, [0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]),
        ["43 bytes: array of arrays without end"] =
            () => Header(tensors: 0, entries: 1, [1, 0, 0, 0, 0, 0, 0, 0, (byte)'x', 9, 0, 0, 0, 9, 0, 0, 0, 255, 255]),
        ["65 bytes: a dimension of zero as divisor"] = () => Header(tensors: 1, entries: 0,
            [1, 0, 0, 0, 0, 0, 0, 0, (byte)'t', 2, 0, 0, 0, .. new byte[8], 1, .. new byte[7], 0, 0, 0, 0, .. new byte[8]]),
        ["heads of zero as divisor"] = () => Replaced("llama.attention.head_count", 0),
        ["key length of zero"] = () => With(w => w.Add("llama.attention.key_length", 0u)),
        ["value length of zero"] = () => With(w => w.Add("llama.attention.value_length", 0u)),
        ["block count of 513"] = () => Replaced("llama.block_count", 513),
        ["block count of 2^31"] = () => Replaced("llama.block_count", 1u << 31),
        ["32 GB of texts announced"] = () => With(w => w.AddRawArray("x", 8, 4_000_000, [0, 0, 0, 0, 8, 0, 0, 0])),
        ["texts of more than 64 MiB together"] = () => LongTexts(),
        ["4,194,305 elements"] = () => With(w => w.AddRawArray("x", 0, 4_194_305, new byte[16])),
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_that_broke_a_reader_is_refused(string name)
    {
        byte[] file = Files[name]();
        long allocated = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();

        GgufException refusal = GgufSamples.Refusal(file);

        Assert.True(Stopwatch.GetElapsedTime(start) < TimeMax, "too slow");
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - allocated, 0, BytesMax);
        Assert.InRange(refusal.Message.Length, 20, 400);
    }

    [Fact]
    public void The_kinds_of_files_that_upstream_takes_are_taken()
    {
        Assert.Equal(3, GgufSamples.Read(Whole()).TensorCount);
        GgufWriter aligned = GgufSamples.Model(alignmentPower: 4, []).Add("general.alignment", 64u);
        Assert.Equal(64, GgufSamples.Read(aligned.ToArray()).AlignmentBytes);
    }

    private static byte[] Whole() => GgufSamples.Model().ToArray();

    private static byte[] With(Action<GgufWriter> change)
    {
        GgufWriter writer = GgufSamples.Model();
        change(writer);
        return writer.ToArray();
    }

    private static GgufWriter Without(string key) => GgufSamples.Model(key);

    private static byte[] Replaced(string key, uint value) => Without(key).Add(key, value).ToArray();

    private static byte[] Header(ulong tensors, ulong entries, byte[] rest) =>
        [.. "GGUF"u8, .. BitConverter.GetBytes(3u), .. BitConverter.GetBytes(tensors), .. BitConverter.GetBytes(entries), .. rest];

    private static byte[] Tokens(long bytes) => Without("tokenizer.ggml.tokens")
        .AddRawArray("tokenizer.ggml.tokens", 8, 5, [.. BitConverter.GetBytes(bytes), .. new byte[100]]).ToArray();

    /// <summary>Really there, so that only the limit can refuse them.</summary>
    private static byte[] LongTexts()
    {
        string text = new('x', 9 << 20);
        return With(w => w.Add("x", [text, text, text, text, text, text, text, text]));
    }
}
