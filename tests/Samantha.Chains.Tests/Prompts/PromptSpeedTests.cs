using Samantha.Chains.Prompts;

namespace Samantha.Chains.Tests.Prompts;

/// <summary>How fast it is, <c>bench/run prompts</c> tells. A parser that looks back over what it has read would need hours here.</summary>
public class PromptSpeedTests
{
    [Theory(Timeout = 60_000)]
    [InlineData("a")]
    [InlineData("[")]
    [InlineData("\n")]
    [InlineData("\\")]
    [InlineData("[[ ]\n")]
    [InlineData("[[[ ]]\n$$$\n")]
    [InlineData("x [1] full_text {y} --- ")]
    public async Task Ten_million_characters_are_read_in_one_pass(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, PromptListParser.TextCharactersMax / piece.Length));

        var list = await Task.Run(() => PromptListParser.Parse(text, "list.txt"));

        Assert.True(!list.Items.IsEmpty || !list.Diagnostics.IsEmpty, "It neither found a prompt nor said why.");
    }
}
