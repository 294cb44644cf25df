using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Engine.Tests.Client;

namespace Samantha.Engine.Tests.Server;

/// <summary>The demonstration model, through a real engine process.</summary>
public sealed class RealModelTests
{
    [Fact(Timeout = 30_000)]
    public async Task The_model_answers_as_its_card_says()
    {
        await using EngineClient client = await Engines.LoadedAsync();

        GenerationResult result = await client.AskAsync("Who are you?");

        Assert.Equal("I am Samantha Mini, a tiny demonstration model.", result.Text);
        Assert.Equal(StopReason.EndOfTurn, result.StopReason);
    }
}
