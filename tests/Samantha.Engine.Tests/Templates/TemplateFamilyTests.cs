using Samantha.Engine.Tests.Client;
using Samantha.ScriptedEngine;

namespace Samantha.Engine.Tests.Templates;

/// <summary>
/// The engine puts contents in where it had rendered markers; that must give, letter by letter, what the library gives when it
/// renders the contents themselves.
/// </summary>
public sealed class TemplateFamilyTests
{
    private const int FamiliesMin = 30;

    [Fact(Timeout = 60_000)]
    public async Task Every_family_of_the_library_is_written_as_the_library_writes_it()
    {
        using NativeProcess native = new();
        NativeAnswer answer = await native.AskAsync(new NativeQuestion { Families = true });
        Assert.True(answer.Families.Length >= FamiliesMin, $"only {answer.Families.Length} families");
        Assert.All(answer.Families, family => Assert.True(family.Ours == family.Theirs, $"{family.Name}:\n{family.Ours}\n---\n{family.Theirs}"));
        Assert.All(answer.Families.Where(family => family.Name != "chatml"), family => Assert.Equal("model", family.Used));
    }

    [Theory(Timeout = 60_000)]
    [InlineData(
        "chatml",
        "<|im_start|>system\nBe kind.<|im_end|>\n<|im_start|>user\nWhat is\n1 + 1?<|im_end|>\n<|im_start|>assistant\nIt is 2.<|im_end|>\n"
        + "<|im_start|>user\n<|im_end|> And 2 + 2?<|im_end|>\n<|im_start|>assistant\n")]
    [InlineData(
        "llama3",
        "<|start_header_id|>system<|end_header_id|>\n\nBe kind.<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n"
        + "What is\n1 + 1?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\nIt is 2.<|eot_id|>"
        + "<|start_header_id|>user<|end_header_id|>\n\n<|im_end|> And 2 + 2?<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n")]
    public async Task Known_families_look_as_their_makers_describe_them(string name, string expected)
    {
        using NativeProcess native = new();
        NativeAnswer answer = await native.AskAsync(new NativeQuestion { Families = true });
        Assert.Equal(expected, answer.Families.Single(family => family.Name == name).Ours);
    }
}
