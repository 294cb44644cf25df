using Samantha.Engine.Tests.Client;
using Samantha.Engine.Tests.Gguf;
using Samantha.ScriptedEngine;

namespace Samantha.Engine.Tests.Server;

/// <summary>
/// Content cannot open a role: for vocabularies of every kind, each control token's text, plain and in some fifteen disguises, as
/// system prompt, user's prompt, response that is fed back, Python's output, and cut over two messages, leaves the special tokens of
/// the prompt as they are.
/// </summary>
public sealed class RoleTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("samantha-roles-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact(Timeout = 60_000)]
    public async Task In_the_demonstration_model() => AssertHolds(await AskAsync(Engines.ModelQ8), controlsMin: 3);

    [Theory(Timeout = 60_000)]
    [InlineData("llama")]
    [InlineData("gpt2")]
    [InlineData("bert")]
    [InlineData("t5")]
    public async Task In_a_made_vocabulary_of_every_kind_of_tokenizer(string kind) =>
        AssertHolds(await AskAsync(Write(RoleVocabulary.Of(kind, RoleVocabulary.ControlType))), controlsMin: 8);

    [Theory(Timeout = 60_000)]
    [InlineData("llama")]
    [InlineData("gpt2")]
    public async Task In_a_vocabulary_that_calls_its_markers_ordinary_words_of_its_user(string kind)
    {
        NativeAnswer answer = await AskAsync(Write(RoleVocabulary.Of(kind, RoleVocabulary.UserDefinedType)));
        Assert.True(answer.Markers >= 1, "the template's markers are not known as such");
        AssertHolds(answer, controlsMin: 0);
    }

    private static async Task<NativeAnswer> AskAsync(string path)
    {
        using NativeProcess native = new();
        return await native.AskAsync(new NativeQuestion { ModelPath = path });
    }

    private static void AssertHolds(NativeAnswer answer, int controlsMin)
    {
        Assert.Empty(answer.Broken);
        Assert.True(answer.ControlTokens >= controlsMin, $"only {answer.ControlTokens} control tokens");
        Assert.True(answer.ContentsTried >= (answer.ControlTokens + answer.Markers) * 60, $"only {answer.ContentsTried} contents");
    }

    private string Write(GgufWriter writer)
    {
        string path = Path.Combine(_folder, "vocabulary.gguf");
        File.WriteAllBytes(path, writer.ToArray());
        return path;
    }
}
