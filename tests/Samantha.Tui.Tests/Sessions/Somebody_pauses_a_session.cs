using Samantha.Actors.Journal;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Sessions;

public sealed class Somebody_pauses_a_session
{
    private const string Reply = "--reply=Some words about the sea and the wind and many other things";

    [Fact(Timeout = 240_000)]
    public async Task Holds_it_replaces_what_the_next_step_sees_and_lets_it_go_on()
    {
        await using var services = new RealServices(null, "--token-ms=300", Reply);
        await using Journey person = Journey.Begin(120, 40, services: services);
        Somebody_watches_a_session.Start(person, "refinement");
        person.Sees("tokens/s").Sees("p pause").Presses("p").Sees("[paused]").Sees("nothing runs").Sees("p go on");
        person.Sees("begins again later");
        Assert.Equal(SessionStatusText.Paused, Assert.Single(services.Sessions.List()).Status);
        person.Presses("E").Sees("Previous response").Presses("Ctrl+A").Types("Talk about tides").Presses("Enter").Types("only.");
        person.Presses("Ctrl+S").Sees("was replaced: 22 characters");
        person.Presses("p").Sees("[running]").SeesNoMore("nothing runs").Sees("(attempt 2)").Presses("i").Sees("> Talk about tides");
        person.Presses("P").Sees("[paused]").Presses("T").Sees("Stop session").Presses("y").Sees("[stopped]").Presses("Ctrl+Q");
        await person.HasEnded();
    }

    [Fact(Timeout = 240_000)]
    public async Task Holds_and_stops_it_from_the_list_of_sessions()
    {
        await using var services = new RealServices(null, "--token-ms=300", Reply);
        await using Journey person = Journey.Begin(120, 40, services: services);
        Somebody_watches_a_session.Start(person, "refinement");
        person.Sees("tokens/s").Presses("Escape").Sees("Started").Sees("running").Presses("p").Sees("paused").Sees("p go on");
        person.Presses("p").Sees("running").Presses("T").Sees("Stop session").Presses("y").Sees("stopped").Presses("Ctrl+Q");
        await person.HasEnded();
    }

    [Fact(Timeout = 240_000)]
    public async Task Does_the_same_in_plain_lines_in_Portuguese()
    {
        await using var services = new RealServices(null, "--token-ms=300", Reply);
        await using var talk = new PlainTalk(services, "pt_BR.UTF-8");
        talk.Type("listar");
        string line = await talk.HearsAsync(said => said.Contains("Refinement", StringComparison.Ordinal));
        talk.Type("iniciar " + line[..line.IndexOf('.', StringComparison.Ordinal)]);
        await talk.HearsAsync(said => said.StartsWith("Passo L1.M1.R1.P1", StringComparison.Ordinal));
        talk.Type("pausar");
        await talk.HearsAsync(said => said.StartsWith("a sessão está em pausa", StringComparison.Ordinal));
        talk.Type("substituir Fale das marés");
        await talk.HearsAsync(said => said.Contains("resposta anterior de 14 caracteres", StringComparison.Ordinal));
        talk.Type("continuar");
        await talk.HearsAsync(said => said.StartsWith("a sessão continua", StringComparison.Ordinal));
        talk.Type("parar-agora");
        await talk.HearsAsync(said => said.Contains(" terminou: Parada pelo usuário", StringComparison.Ordinal));
        talk.Type("sair");
        Assert.Equal(0, await talk.EndsAsync());
    }
}
