using System.Text;
using Samantha.Engine.Gguf;

namespace Samantha.Engine.Tests.Gguf;

/// <summary>Each way in which a file is no model has its own kind and a message that says where and what to do.</summary>
public sealed class GgufRefusalTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("gguf").FullName;

    public static TheoryData<string> MalformedNames => [.. Malformed.Keys];

    private static Dictionary<string, (GgufProblem Kind, Func<byte[]> Bytes)> Malformed { get; } = new()
    {
        ["version 0"] = (GgufProblem.UnsupportedVersion, () => WithVersion(0)),
        ["version 1"] = (GgufProblem.UnsupportedVersion, () => WithVersion(1)),
        ["version 99"] = (GgufProblem.UnsupportedVersion, () => WithVersion(99)),
        ["big-endian version 3"] = (GgufProblem.BigEndian, () => WithVersion(3 << 24)),
        ["2^63 tensors"] = (GgufProblem.LimitExceeded, () => With(w => w.DeclaredTensors = 1UL << 63)),
        ["70,000 tensors"] = (GgufProblem.LimitExceeded, () => With(w => w.DeclaredTensors = 70_000)),
        ["2^60 metadata entries"] = (GgufProblem.LimitExceeded, () => With(w => w.DeclaredEntries = 1UL << 60)),
        ["one tensor too many announced"] = (GgufProblem.MalformedTensor, () => With(w => w.DeclaredTensors = 4)),
        ["empty key"] = (GgufProblem.MalformedMetadata, () => With(w => w.Add("", 1u))),
        ["long key"] = (GgufProblem.LimitExceeded, () => With(w => w.Add(new string('k', 2_000), 1u))),
        ["duplicate key"] = (GgufProblem.MalformedMetadata, () => With(w => w.Add("general.name", "again"))),
        ["value type 13"] = (GgufProblem.MalformedMetadata, () => With(w => w.AddRaw("x", 13, new byte[8]))),
        ["value type 2^31"] = (GgufProblem.MalformedMetadata, () => With(w => w.AddRaw("x", 1u << 31, new byte[8]))),
        ["text of 2^62 bytes"] = (GgufProblem.TruncatedHeader, () => With(w => w.AddRaw("x", 8, [0, 0, 0, 0, 0, 0, 0, 0x40]))),
        ["text of 2^64 - 1 bytes"] =
            (GgufProblem.TruncatedHeader, () => With(w => w.AddRaw("x", 8, [.. Enumerable.Repeat((byte)255, 8)]))),
        ["array of arrays"] = (GgufProblem.MalformedMetadata, () => With(w => w.AddRawArray("x", 9, 1, new byte[12]))),
        ["array of type 77"] = (GgufProblem.MalformedMetadata, () => With(w => w.AddRawArray("x", 77, 1, new byte[12]))),
        ["array of 2^60"] = (GgufProblem.LimitExceeded, () => With(w => w.AddRawArray("x", 0, 1UL << 60, new byte[12]))),
        ["array longer than the file"] = (GgufProblem.TruncatedHeader, () =>
            With(w => w.AddRawArray("x", 10, 4_000_000, new byte[12]))),
        ["texts longer than the file"] = (GgufProblem.TruncatedHeader, () =>
            With(w => w.AddRawArray("x", 8, 4_000_000, new byte[12]))),
        ["tensor of 5 dimensions"] =
            (GgufProblem.MalformedTensor, () => With(w => w.AddTensor("t", 0, [1, 1, 1, 1, 1], 4))),
        ["dimension 0"] = (GgufProblem.MalformedTensor, () => With(w => w.AddTensor("t", 0, [0, 4], 0))),
        ["dimension -1"] = (GgufProblem.MalformedTensor, () => With(w => w.AddTensor("t", 0, [ulong.MaxValue], 4))),
        ["dimensions whose product overflows"] =
            (GgufProblem.MalformedTensor, () => With(w => w.AddTensor("t", 0, [1UL << 32, 1UL << 32], 4))),
        ["bytes that overflow"] = (GgufProblem.MalformedTensor, () => With(w => w.AddTensor("t", 28, [1UL << 62], 4))),
        ["tensors that overflow together"] = (GgufProblem.MalformedTensor, () => With(w => w
            .AddTensor("t", 24, [(1UL << 62) + 64], 0, offset: 800).AddTensor(
                "u", 24, [1UL << 62], 0, offset: (1UL << 62) + 864))),
        ["tensor type 4, removed"] = (GgufProblem.MalformedTensor, () => With(w => w.AddTensor("t", 4, [32], 4))),
        ["tensor type 43, unknown"] = (GgufProblem.MalformedTensor, () => With(w => w.AddTensor("t", 43, [32], 4))),
        ["row no multiple of the block"] = (GgufProblem.MalformedTensor, () => With(w => w.AddTensor("t", 8, [33], 34))),
        ["duplicate tensor"] = (GgufProblem.MalformedTensor, () => With(w => w.AddTensor("output.weight", 0, [1], 4))),
        ["long tensor name"] = (GgufProblem.LimitExceeded, () => With(w => w.AddTensor(new string('t', 64), 0, [1], 4))),
        ["offset in another tensor"] = (GgufProblem.MalformedTensor, () => With(w => w.AddTensor("t", 0, [1], 4, offset: 32))),
        ["offset beyond the file"] = (GgufProblem.MalformedTensor, () => With(w => w.AddTensor(
            "t", 0, [1], 4, offset: 1UL << 62))),
        ["alignment 0"] = (GgufProblem.InvalidModel, () => With(w => w.Add("general.alignment", 0u))),
        ["alignment 1"] = (GgufProblem.InvalidModel, () => With(w => w.Add("general.alignment", 1u))),
        ["alignment 8"] = (GgufProblem.InvalidModel, () => With(w => w.Add("general.alignment", 8u))),
        ["alignment 48"] = (GgufProblem.InvalidModel, () => With(w => w.Add("general.alignment", 48u))),
        ["alignment 2^31"] = (GgufProblem.InvalidModel, () => With(w => w.Add("general.alignment", 1u << 31))),
        ["alignment as text"] = (GgufProblem.MalformedMetadata, () => With(w => w.Add("general.alignment", "32"))),
        ["no architecture"] = (GgufProblem.InvalidModel, () => Without("general.architecture").ToArray()),
        ["architecture of escape codes"] =
            (GgufProblem.InvalidModel, () => Without("general.architecture").Add("general.architecture", "\u001b[2J").ToArray()),
        ["an adapter"] = (GgufProblem.InvalidModel, () => With(w => w.Add("general.type", "adapter"))),
        ["an image projector"] =
            (GgufProblem.InvalidModel, () => Without("general.architecture").Add("general.architecture", "clip").ToArray()),
        ["no block count"] = (GgufProblem.InvalidModel, () => Without("llama.block_count").ToArray()),
        ["block count 0"] = (GgufProblem.InvalidModel, () => Replaced("llama.block_count", 0)),
        ["block count 513"] = (GgufProblem.InvalidModel, () => Replaced("llama.block_count", 513)),
        ["block count 2^32 - 1"] = (GgufProblem.InvalidModel, () => Replaced("llama.block_count", uint.MaxValue)),
        ["context 0"] = (GgufProblem.InvalidModel, () => Replaced("llama.context_length", 0)),
        ["embedding 0"] = (GgufProblem.InvalidModel, () => Replaced("llama.embedding_length", 0)),
        ["heads 0"] = (GgufProblem.InvalidModel, () => Replaced("llama.attention.head_count", 0)),
        ["heads 10^9"] = (GgufProblem.InvalidModel, () => Replaced("llama.attention.head_count", 1_000_000_000)),
        ["heads for too few layers"] = (GgufProblem.InvalidModel, () =>
            Without("llama.attention.head_count").Add("llama.attention.head_count", [4]).ToArray()),
        ["experts without used ones"] = (GgufProblem.InvalidModel, () => With(w => w.Add("llama.expert_count", 8u))),
        ["used experts without experts"] = (GgufProblem.InvalidModel, () => With(w => w.Add("llama.expert_used_count", 2u))),
        ["more used experts than there are"] = (GgufProblem.InvalidModel, () =>
            With(w => w.Add("llama.expert_count", 8u).Add("llama.expert_used_count", 9u))),
        ["5,000 experts"] = (GgufProblem.InvalidModel, () =>
            With(w => w.Add("llama.expert_count", 5_000u).Add("llama.expert_used_count", 9u))),
        ["expert groups that do not divide"] = (GgufProblem.InvalidModel, () => With(w => w
            .Add("llama.expert_count", 8u).Add("llama.expert_used_count", 2u).Add("llama.expert_group_count", 3u))),
        ["epsilon not a number"] = (GgufProblem.InvalidModel, () =>
            Without("llama.attention.layer_norm_rms_epsilon").Add("llama.attention.layer_norm_rms_epsilon", float.NaN).ToArray()),
        ["epsilon negative"] = (GgufProblem.InvalidModel, () => With(w => w.Add("llama.attention.layer_norm_epsilon", -1f))),
        ["unknown rope scaling"] = (GgufProblem.InvalidModel, () => With(w => w.Add("llama.rope.scaling.type", "magic"))),
        ["more predicted layers than layers"] = (GgufProblem.InvalidModel, () =>
            With(w => w.Add("llama.nextn_predict_layers", 3u))),
        ["no vocabulary"] = (GgufProblem.MalformedVocabulary, () => Without("tokenizer.ggml.tokens").ToArray()),
        ["empty vocabulary"] = (GgufProblem.MalformedVocabulary, () =>
            Without("tokenizer.ggml.tokens").Add("tokenizer.ggml.tokens", Array.Empty<string>()).ToArray()),
        ["vocabulary of numbers"] = (GgufProblem.MalformedVocabulary, () =>
            Without("tokenizer.ggml.tokens").Add("tokenizer.ggml.tokens", [1, 2, 3]).ToArray()),
        ["duplicate token"] = (GgufProblem.MalformedVocabulary, () =>
            Without("tokenizer.ggml.tokens").Add("tokenizer.ggml.tokens", ["<unk>", "a", "b", "a", "c"]).ToArray()),
        ["too few scores"] = (GgufProblem.MalformedVocabulary, () =>
            Without("tokenizer.ggml.scores").Add("tokenizer.ggml.scores", [1f, 2f]).ToArray()),
        ["too few token types"] = (GgufProblem.MalformedVocabulary, () =>
            Without("tokenizer.ggml.token_type").Add("tokenizer.ggml.token_type", [1]).ToArray()),
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(MalformedNames))]
    public void A_malformed_header_is_refused_with_its_kind_and_place(string name)
    {
        (GgufProblem kind, Func<byte[]> bytes) = Malformed[name];

        GgufException error = GgufSamples.Refusal(bytes());

        Assert.True(kind == error.Kind, $"{error.Kind}: {error.Message}");
        Assert.StartsWith("sample.gguf: ", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', error.Message);
        Assert.InRange(error.Message.Length, 20, 400);
    }

    [Fact]
    public void The_sample_that_the_malformed_ones_are_made_of_is_valid()
    {
        Assert.Equal(3, GgufSamples.Read(GgufSamples.Model().ToArray()).TensorCount);
    }

    [Fact]
    public void Empty_tokens_may_repeat_because_the_loader_names_them()
    {
        byte[] bytes = Without("tokenizer.ggml.tokens").Add("tokenizer.ggml.tokens", ["", "", "a", "b", ""]).ToArray();

        Assert.Equal(5, GgufSamples.Read(bytes).VocabularySize);
    }

    [Fact]
    public void A_file_cut_anywhere_is_truncated_and_says_how_many_bytes_are_missing()
    {
        byte[] whole = GgufSamples.Model().ToArray();
        GgufFile file = GgufSamples.Read(whole);
        long dataBytes = 352 + 256 + 180;
        for (int length = 4; length < file.DataOffset + dataBytes; length++)
        {
            GgufException error = GgufSamples.Refusal(whole[..length]);

            bool isHeader = error.Kind == GgufProblem.TruncatedHeader;
            Assert.True(isHeader || error.Kind == GgufProblem.TruncatedData, error.Message);
            if (!isHeader)
            {
                Assert.Contains($" {file.DataOffset + dataBytes - length} of ", error.Message, StringComparison.Ordinal);
            }
        }
    }

    [Theory]
    [InlineData("<!DOCTYPE html><html>Not found</html>", GgufProblem.TextFile, "web page")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00", GgufProblem.TextFile, "Git LFS")]
    [InlineData("{\"error\":\"unauthorised\"}", GgufProblem.TextFile, "JSON")]
    [InlineData("Once upon a time, \u00e9t\u00e9", GgufProblem.TextFile, "text file")]
    [InlineData("PK\u0003\u0004\0\0", GgufProblem.WrongMagic, "ZIP")]
    [InlineData("tjgg\u0003\0\0\0", GgufProblem.WrongMagic, "old GGML")]
    [InlineData("\u0010\0\0\0\0\0\0\0{\"weight\":1}", GgufProblem.WrongMagic, "safetensors")]
    [InlineData("\0\u0001\u0002\u0003", GgufProblem.WrongMagic, "00010203")]
    [InlineData("GG", GgufProblem.TruncatedHeader, "2 bytes")]
    public void Something_else_than_a_model_is_named(string content, GgufProblem kind, string words)
    {
        GgufException error = GgufSamples.Refusal(Encoding.UTF8.GetBytes(content));

        Assert.Equal(kind, error.Kind);
        Assert.Contains(words, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_opened_has_its_own_kind()
    {
        string empty = Path.Combine(_folder, "empty.gguf");
        File.WriteAllBytes(empty, []);

        Assert.Equal(GgufProblem.Missing, FromPath(Path.Combine(_folder, "none.gguf")).Kind);
        Assert.Equal(GgufProblem.Missing, FromPath(Path.Combine(_folder, "none", "none.gguf")).Kind);
        Assert.Equal(GgufProblem.IsDirectory, FromPath(_folder).Kind);
        Assert.Equal(GgufProblem.Empty, FromPath(empty).Kind);
        Assert.Equal(GgufProblem.ReadFailed, FromPath("a\0b.gguf").Kind);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_device_does_not_hang_the_reader()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        GgufException error = await Task.Run(() => FromPath("/dev/zero"));

        Assert.Equal(GgufProblem.Empty, error.Kind);
    }

    [OrdinaryUserFact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public void A_file_without_read_permission_says_so()
    {
        string path = Path.Combine(_folder, "locked.gguf");
        File.WriteAllBytes(path, GgufSamples.Model().ToArray());
        File.SetUnixFileMode(path, UnixFileMode.None);

        Assert.Equal(GgufProblem.NoPermission, FromPath(path).Kind);
    }

    [Fact]
    public void A_split_model_names_its_missing_parts_and_its_first_part()
    {
        string first = WriteSplit("big-00001-of-00003.gguf", 0, 3);
        string second = WriteSplit("big-00002-of-00003.gguf", 1, 3);
        string renamed = WriteSplit("renamed.gguf", 0, 3);

        GgufException missing = FromPath(first);
        GgufException notFirst = FromPath(second);
        GgufException wrongName = FromPath(renamed);

        Assert.All(new[] { missing, notFirst, wrongName }, error => Assert.Equal(GgufProblem.SplitParts, error.Kind));
        Assert.Contains("big-00003-of-00003.gguf", missing.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("big-00002-of-00003.gguf", missing.Message, StringComparison.Ordinal);
        Assert.Contains("big-00001-of-00003.gguf", notFirst.Message, StringComparison.Ordinal);
        Assert.Contains("-00001-of-00003.gguf", wrongName.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_complete_split_model_is_read_with_the_size_of_all_parts()
    {
        string first = WriteSplit("whole-00001-of-00002.gguf", 0, 2);
        string second = WriteSplit("whole-00002-of-00002.gguf", 1, 2);

        GgufFile file = GgufReader.Read(first);

        Assert.Equal([first, second], file.Split!.PartPaths.ToArray());
        Assert.Equal(new FileInfo(first).Length + new FileInfo(second).Length, file.SizeBytes);
    }

    private static byte[] With(Action<GgufWriter> change)
    {
        GgufWriter writer = GgufSamples.Model();
        change(writer);
        return writer.ToArray();
    }

    private static byte[] WithVersion(uint version) => With(writer => writer.Version = version);

    private static GgufWriter Without(string key) => GgufSamples.Model(key);

    private static byte[] Replaced(string key, uint value) => Without(key).Add(key, value).ToArray();

    private static GgufException FromPath(string path) => Assert.Throws<GgufException>(() => GgufReader.Read(path));

    private string WriteSplit(string name, int number, int count)
    {
        string path = Path.Combine(_folder, name);
        GgufWriter writer = GgufSamples.Model().Add("split.no", (ushort)number).Add("split.count", (ushort)count);
        File.WriteAllBytes(path, writer.ToArray());
        return path;
    }
}
