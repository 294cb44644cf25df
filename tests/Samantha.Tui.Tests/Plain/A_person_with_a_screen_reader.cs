using Samantha.Actors.Journal;
using Samantha.Tui.Plain;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Plain;

public sealed class A_person_with_a_screen_reader
{
    [Fact(Timeout = 180_000)]
    public async Task Lists_starts_hears_the_responses_and_quits()
    {
        await using var services = new RealServices();
        await using var talk = new PlainTalk(services, "pt_BR.UTF-8");
        talk.Type("listar");
        string poet = await talk.HearsAsync(line => line.Contains(". Poet:", StringComparison.Ordinal));
        talk.Type("iniciar " + poet[..poet.IndexOf('.', StringComparison.Ordinal)]);
        await talk.HearsAsync(line => line.StartsWith("Passo L1.M1.R1.P1, modelo samantha-mini.", StringComparison.Ordinal));
        await talk.HearsAsync(line => line.StartsWith("Fim da resposta:", StringComparison.Ordinal));
        await talk.HearsAsync(line => line.Contains("terminou:", StringComparison.Ordinal));
        talk.Type("sessões");
        await talk.HearsAsync(line => line.EndsWith("concluída, passos 3/3", StringComparison.Ordinal));
        talk.Type("sair");
        Assert.Equal(0, await talk.EndsAsync());
        Assert.DoesNotContain('\u001b', talk.All);
    }

    [Fact(Timeout = 180_000)]
    public async Task Stops_an_endless_session_and_resumes_it()
    {
        await using var services = new RealServices();
        await using var talk = new PlainTalk(services, "en_GB");
        talk.Type("list");
        string endless = await talk.HearsAsync(line => line.Contains(". Endless", StringComparison.Ordinal));
        talk.Type("start " + endless[..endless.IndexOf('.', StringComparison.Ordinal)]);
        await talk.HearsAsync(line => line.StartsWith("End of response:", StringComparison.Ordinal));
        talk.Type("skip");
        talk.Type("stop-now");
        await talk.HearsAsync(line => line.Contains(" ended: ", StringComparison.Ordinal));
        Assert.Equal(SessionStatusText.Stopped, Assert.Single(services.Sessions.List()).Status);
        talk.Type("resume last");
        await talk.HearsAsync(line => line.StartsWith("Step ", StringComparison.Ordinal));
        talk.Type("what");
        await talk.HearsAsync(line => line == "Unknown command: what. Type help.");
        talk.Type("quit");
        Assert.Equal(0, await talk.EndsAsync());
        Assert.Equal(SessionStatusText.Stopped, Assert.Single(services.Sessions.List()).Status);
    }
}
