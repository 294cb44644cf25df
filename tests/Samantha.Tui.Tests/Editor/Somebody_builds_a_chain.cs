using Samantha.Chains.ChainFiles;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Editor;

public sealed class Somebody_builds_a_chain
{
    [Fact(Timeout = 240_000)]
    public async Task From_nothing_by_keys_alone_and_runs_it()
    {
        await using Journey person = Journey.Begin(100, 30);
        person.Sees("Poet").Presses("Alt+2").Sees("new chain").Sees("ready to run").Sees("Who are you?");

        // Two prompts; the numbers and the line below say what the parser makes of them.
        person.Presses("Ctrl+A", "Delete").SeesNoMore("Who are you?");
        person.Types("First one").Presses("Enter").Types("Second one").Sees("prompt 2 of 2").Sees("* new chain");

        // Counted by the model's own tokenizer, a while after the last key.
        person.Sees("prompt 2 of 2 · ").Sees(" tokens, ");

        // Another loop on the page Run, then a name and a file.
        person.Presses("F6", "F6", "F6", "F6").Sees("[Run]").Presses("Down", "Down").Types("2")
            .Sees("How often everything is gone through");
        person.Presses("Ctrl+S").Sees("What is it called?").Types("Mine").Presses("Enter").Sees("mine.conf is saved.");
        string path = Path.Combine(person.Services.Folder, "chains", "mine.conf");
        ChainDefinition chain = person.Services.Reading.Read(await File.ReadAllTextAsync(path), path).Chain!;
        Assert.Equal(["First one", "Second one"], chain.Prompts.Items.Select(item => item.Text));
        Assert.Equal((2, "Mine"), ((int)chain.Loops.Times!, chain.Name));

        person.Presses("F5").Sees("[3 Session]");
        await person.QuitsWhateverIsAsked();
    }

    [Fact(Timeout = 240_000)]
    public async Task Sees_what_is_wrong_at_its_place()
    {
        await using Journey person = Journey.Begin(80, 24);
        person.Sees("Bar chart").Presses("Alt+2").Sees("Who are you?").Sees("ready to run").Presses("Ctrl+A", "Delete");
        person.Types("{temprature=1} Warm").Presses("Enter").Types("--- not this");
        person.Sees("left out, because --- stands in front of it").Sees("1 error");
        person.Presses("Up").Sees("Did you mean temperature?");
        person.Presses("F7").Sees("[File]").Presses("F7").Sees("[Check]").Sees("ignored").Sees("temprature");
        person.Presses("Ctrl+Q").Sees("Unsaved: new chain").Presses("Down", "Enter");
        await person.HasEnded();
    }

    [Fact(Timeout = 240_000)]
    public async Task Takes_changes_back_whatever_page_they_were_on()
    {
        await using Journey person = Journey.Begin(100, 30);
        person.Sees("Poet").Presses("Alt+2").Sees("Who are you?").Sees("ready to run");
        person.Presses("End").Types(" Tell me.").Sees("Who are you? Tell me.");
        person.Presses("Alt+R").Sees("The hyperparameters are stochastic now.");
        person.Presses("F6").Sees("[System]").Types("Be brief.").Sees("Be brief.");

        person.Presses("Ctrl+Z").SeesNoMore("Be brief.").Presses("Ctrl+Z").Sees("[Values]").Sees("own values");
        person.Presses("Ctrl+Z").Sees("[Prompts]").SeesNoMore("Tell me.").SeesNoMore("* new chain");
        person.Presses("Ctrl+Y").Sees("Who are you? Tell me.").Sees("* new chain").Presses("Ctrl+Z").SeesNoMore("* new chain");
        await person.Presses("Ctrl+Q").HasEnded();
    }

    [Fact(Timeout = 240_000)]
    public async Task Puts_models_into_order()
    {
        await using Journey person = Journey.Begin(100, 30);
        person.Sees("Poet").Presses("Alt+2").Sees("ready to run").Presses("F6", "F6", "F6").Sees("[Models]")
            .Sees(" 1  samantha-mini");
        person.Presses("a").Sees("Add a model").Sees("samantha-mini-q8_0").Presses("/").Types("q8_0")
            .Presses("Enter", "Enter").Sees(" 2  samantha-mini-q8_0").Sees("Q8_0");
        person.Presses("K").Sees(" 1  samantha-mini-q8_0").Presses("r").Sees(" 3  samantha-mini");
        person.Presses("u").Sees("The https address").Types("example.org/x.bin").Presses("Enter").Sees("ends in .gguf");
        person.Presses("Escape").SeesNoMore("The https address").Presses("Delete").SeesNoMore(" 3  samantha-mini");
        person.Presses("Enter").Sees("Values of this model only").Types("temperature = 9").Presses("Enter")
            .Sees("temperature must be");
        person.Presses("Backspace").Types("1").Presses("Enter").Sees("{temperature=1}");
        person.Presses("Ctrl+Q").Sees("Unsaved").Presses("Down", "Enter");
        await person.HasEnded();
    }

    [Fact(Timeout = 240_000)]
    public async Task Fills_the_prompts_from_a_collection()
    {
        await using Journey person = Journey.Begin(100, 30);
        string own = Directory.CreateDirectory(Path.Combine(person.Services.Folder, "prompts")).FullName;
        await File.WriteAllTextAsync(Path.Combine(own, "mine.txt"), "My zebra prompt\r\n$-$-$\r\n\r\n$-$-$");
        person.Sees("Poet").Presses("Alt+2").Sees("ready to run").Presses("F4").Sees("Prompts to begin with")
            .Sees("user_prompts.txt");
        person.Presses("/").Types("zebra").Presses("Enter", "Enter").Sees("Filled in.").Sees("My zebra prompt")
            .SeesNoMore("Who are you?");
        person.Presses("Ctrl+Z").Sees("Who are you?").Presses("F6").Sees("[System]").Presses("F4")
            .Sees("System prompts to begin with");
        person.Presses("Escape", "Ctrl+Q");
        await person.HasEnded();
    }
}
