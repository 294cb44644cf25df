using System.Diagnostics;
using Samantha.Chains.Prompts;

namespace Samantha.Chains.Tests.Prompts;

/// <summary>Alone in its collection, because it measures the processor time of the whole process: that does not depend on how
/// busy the machine is.</summary>
[CollectionDefinition("Speed", DisableParallelization = true)]
[Collection("Speed")]
public class PromptSpeedTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("[")]
    [InlineData("\n")]
    [InlineData("\\")]
    [InlineData("[[ ]\n")]
    [InlineData("[[[ ]]\n$$$\n")]
    [InlineData("x [1] full_text {y} --- ")]
    public void Ten_million_characters_take_less_than_a_second(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, PromptListParser.TextCharactersMax / piece.Length));

        // The best of three: the first run compiles.
        Assert.True(Enumerable.Range(0, 3).Any(_ => ProcessorMs(text) < 1000), "It took a second of processor time or more.");
    }

    private static double ProcessorMs(string text)
    {
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        PromptListParser.Parse(text, "list.txt");
        process.Refresh();
        return (process.TotalProcessorTime - before).TotalMilliseconds;
    }
}
