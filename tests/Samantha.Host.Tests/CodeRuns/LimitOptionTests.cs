using Samantha.Chains.Code;
using Samantha.Host.Commands;

namespace Samantha.Host.Tests.CodeRuns;

/// <summary>Limits on the command line have the names, units and ranges that they have in a chain file.</summary>
public sealed class LimitOptionTests
{
    [Fact]
    public void Every_limit_can_be_set_by_name()
    {
        CodeLimits limits = LimitOption.Apply(
            CodeLimits.Default,
            [
                "wall-clock=90s", "cpu=2m", "memory=3GB", "memory-total = 4 GB", "processes=8", "file-size=1MB",
                "work-folder=20MB", "output=10kB",
            ]);
        Assert.Equal(
            new CodeLimits
            {
                WallClock = TimeSpan.FromSeconds(90),
                Cpu = TimeSpan.FromMinutes(2),
                MemoryBytes = 3_000_000_000,
                MemoryTotalBytes = 4_000_000_000,
                Processes = 8,
                FileBytes = 1_000_000,
                WorkFolderBytes = 20_000_000,
                OutputBytes = 10_000,
            },
            limits);
    }

    [Fact]
    public void What_is_not_named_stays_as_the_chain_has_it()
    {
        CodeLimits chain = CodeLimits.Default with { Processes = 7 };
        Assert.Equal(chain with { FileBytes = 2_000_000 }, LimitOption.Apply(chain, ["file-size=2MB"]));
        Assert.Equal(chain, LimitOption.Apply(chain, null));
    }

    [Theory]
    [InlineData("walls=3s", "wall-clock, cpu, memory, memory-total, processes, file-size, work-folder, output")]
    [InlineData("memory", "must be NAME=VALUE")]
    [InlineData("wall-clock=soon", "a time above zero, at most 24 h")]
    [InlineData("wall-clock=400d", "a time above zero, at most 24 h")]
    [InlineData("processes=0", "a whole number from ")]
    [InlineData("memory=1", "a size from ")]
    [InlineData("output=900GB", "a size from ")]
    public void A_wrong_limit_says_what_is_allowed(string text, string expected)
    {
        CommandFailure failure = Assert.Throws<CommandFailure>(() => LimitOption.Apply(CodeLimits.Default, [text]));
        Assert.Contains(expected, failure.Message, StringComparison.Ordinal);
    }
}
