using Samantha.Storm;

namespace Samantha.Reliability.Tests.Storms;

/// <summary>
/// The real program, killed again and again: a hundred times in five storms, so that each gives a sign of life in time. Their plans
/// are fixed; the moments are not, because a machine is never twice as fast. <c>./test --storm N</c> draws other plans.
/// </summary>
public sealed class StormTests
{
    private const int Kills = 20;

    [Theory(Timeout = 280_000)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task Twenty_kills_lose_double_and_invent_nothing(int seed)
    {
        await using var report = new StringWriter();

        bool held = await KillStorm.RunAsync(Kills, seed, report);

        Assert.True(held, report.ToString());
    }
}
