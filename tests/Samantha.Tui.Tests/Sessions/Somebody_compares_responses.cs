using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Sessions;

public sealed class Somebody_compares_responses
{
    [Fact(Timeout = 240_000)]
    public async Task Two_steps_of_a_session_side_by_side()
    {
        await using var services = new RealServices(null, "--token-ms=0");
        await using Journey person = Journey.Begin(120, 40, services: services);
        Somebody_watches_a_session.Start(person, "poet");
        person.Sees("[finished]").Presses("2", "Home", "d").Sees("is marked").Presses("Down", "d");
        person.Sees("words in common").Sees("1 L1.M1.R1.P1").Sees("2 L1.M1.R1.P2");
        person.Presses("Escape").Sees("[finished]").Presses("Escape").Sees("Started").Presses("Ctrl+Q");
        await person.HasEnded();
    }

    [Theory(Timeout = 240_000)]
    [InlineData("en", 60, 15)]
    [InlineData("pt-BR", 60, 15)]
    [InlineData("en", 200, 60)]
    [InlineData("pt-BR", 80, 24)]
    public async Task Everything_is_there_at_every_size(string language, int width, int height)
    {
        await using var services = new RealServices(null, "--token-ms=0");
        await using Journey person = Journey.Begin(width, height, new() { Language = language }, services);
        bool english = language == "en";
        person.Sees(english ? "example" : "exemplo").Presses("/").Types("poet").Presses("Enter");
        person.Sees(english ? "ready to run" : "pronta para executar").Presses("Enter").Sees(english ? "[finished]" : "[concluída]").Sees(english ? "step 3 of 3" : "passo 3 de 3");
        person.Presses("x").Sees(english ? "for spreadsheets" : "para planilhas").Presses("Escape");
        person.Presses("2").Presses("w").Presses("w").Presses("Escape").Sees(english ? "Status" : "Estado").Sees("Poet");
        person.Presses("Ctrl+Q");
        await person.HasEnded();
    }
}
