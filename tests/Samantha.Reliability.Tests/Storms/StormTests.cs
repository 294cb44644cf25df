using Samantha.Storm;

namespace Samantha.Reliability.Tests.Storms;

/// <summary>The real program, killed again and again.</summary>
public sealed class StormTests
{
    private const int Kills = 100;

    [Fact(Timeout = 900_000)]
    public async Task A_hundred_kills_lose_double_and_invent_nothing()
    {
        await using var report = new StringWriter();

        bool held = await KillStorm.RunAsync(Kills, Random.Shared.Next(1, 1_000_000), report);

        Assert.True(held, report.ToString());
    }
}
