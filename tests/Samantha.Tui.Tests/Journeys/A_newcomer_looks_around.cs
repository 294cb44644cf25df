using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Journeys;

public sealed class A_newcomer_looks_around
{
    [Fact(Timeout = 180_000)]
    public async Task Finds_the_examples_reads_what_one_does_filters_and_quits()
    {
        await using Journey person = Journey.Begin();
        person.Sees("Bar chart").Sees("example").Sees("quit");
        person.Presses("/").Types("poet").Presses("Enter")
            .Sees("You are a clever poet.").Sees("ignored: ").Sees("ready to run").SeesNoMore("Bar chart");
        person.Presses("Escape").Sees("Model comparison");
        person.Presses("?").Sees("Start the selected chain").Presses("Escape");
        person.Presses("Ctrl+P").Sees("type to search").Types("about").Presses("Enter").Sees("Responsible use");
        person.Presses("Alt+7").Sees("First steps").Presses("Alt+1").Sees("What it does");
        person.Presses("q");
        await person.HasEnded();
    }

    [Fact(Timeout = 180_000)]
    public async Task Finds_everything_in_Portuguese_when_the_settings_say_so()
    {
        await using Journey person = Journey.Begin(settings: new() { Language = "pt-BR" });
        person.Sees("[1Cadeias]").Sees("exemplo").Sees("O que ela faz").Sees("pronta para executar");
        person.Presses("Alt+8").Sees("Uso responsável").Presses("Ctrl+Q");
        await person.HasEnded();
    }

    [Fact(Timeout = 180_000)]
    public async Task Changes_the_language_and_finds_it_in_effect_at_once()
    {
        await using Journey person = Journey.Begin();
        person.Sees("ready to run").Presses("Alt+6").Sees("Language");
        person.Presses("Right", "Right").Sees("Idioma").Sees("Ajustes");
        person.Presses("Alt+1").Sees("Cadeias").Presses("q");
        await person.HasEnded();
        Assert.Equal("pt-BR", person.Services.Settings.Load().Settings.Language);
    }
}
