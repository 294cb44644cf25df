using Samantha.Chains.Text;

namespace Samantha.Chains.Tests.Text;

public class IndentedTextTests
{
    [Theory]
    [InlineData("\n    a\n      b\n\n    c\n  ", "\na\n  b\n\nc\n", 4)]
    [InlineData("\na\n  b", "\na\n  b", 0)]
    [InlineData("a\n  b", "a\n  b", 0)]
    [InlineData("\n\n", "\n\n", 0)]
    [InlineData("", "", 0)]
    public void Common_indentation_of_a_block_is_taken_off(string text, string expected, int indent) =>
        Assert.Equal((expected, indent), IndentedText.Remove(text));
}
