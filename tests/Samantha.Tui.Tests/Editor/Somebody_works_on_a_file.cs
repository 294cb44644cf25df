using Samantha.Tui.App;
using Samantha.Tui.Ports;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Editor;

public sealed class Somebody_works_on_a_file
{
    private const string Text = "# Mine\n\nchain {\n  name = \"Tide\"\n\n  # one is enough\n  models = [\"samantha-mini\"]\n  prompts = \"\"\"\n    One\n    $$$\n  \"\"\"\n}\n";

    [Fact(Timeout = 240_000)]
    public async Task Edits_it_and_keeps_what_was_written_around()
    {
        await using var services = new RealServices();
        string path = Put(services, Text);
        await using Journey person = Journey.Begin(100, 30, services: services);
        person.Sees("Tide").Presses("/").Types("tide").Presses("Enter", "e").Sees("Tide (tide.conf)").Sees("One");
        person.Types("Only ").Sees("Only One").Presses("Ctrl+S").Sees("tide.conf is saved.").SeesNoMore("* Tide");
        Assert.Equal(Text.Replace("    One", "    Only One", StringComparison.Ordinal), await File.ReadAllTextAsync(path));
        await person.Presses("Ctrl+Q").HasEnded();
    }

    [Fact(Timeout = 240_000)]
    public async Task Is_asked_before_somebody_elses_changes_are_overwritten()
    {
        await using var services = new RealServices();
        string path = Put(services, Text);
        await using Journey person = Journey.Begin(100, 30, services: services);
        person.Sees("Tide").Presses("/").Types("tide").Presses("Enter", "e").Sees("Tide (tide.conf)").Types("Only ")
            .Sees("Only One");
        await File.WriteAllTextAsync(path, Text + "# from elsewhere\n");

        person.Presses("Ctrl+S").Sees("The file has changed").Presses("Enter").SeesNoMore("The file has changed");
        Assert.EndsWith("# from elsewhere\n", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        person.Presses("Ctrl+S").Sees("The file has changed").Types("y").Sees("tide.conf is saved.");
        Assert.Contains("Only One", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
        await person.Presses("Ctrl+Q").HasEnded();
    }

    [Fact(Timeout = 240_000)]
    public async Task Finds_unsaved_edits_again_after_the_program_was_killed()
    {
        await using var services = new RealServices();
        string path = Put(services, Text);
        var drafts = new Drafts(services.Data, TimeProvider.System);
        await using (Journey person = Journey.Begin(100, 30, services: services))
        {
            person.Sees("Tide").Presses("/").Types("tide").Presses("Enter", "e").Sees("Tide (tide.conf)").Types("Only ")
                .Sees("Only One");
            Assert.True(SpinWait.SpinUntil(() => drafts.Find(DraftSubjects.Chain(path)) is not null, TimeSpan.FromSeconds(60)));

            // Leaving the block cancels the program: no question, no farewell.
        }

        Assert.Equal(Text, await File.ReadAllTextAsync(path));
        await using Journey again = Journey.Begin(100, 30, services: services);
        again.Sees("unsaved changes from last time").Sees("Tide").Presses("/").Types("tide").Presses("Enter", "e")
            .Sees("Unsaved changes of tide.conf are here again");
        again.Sees("Only One").Presses("Ctrl+S").Sees("tide.conf is saved.").Presses("Ctrl+Q");
        await again.HasEnded();
        Assert.Null(drafts.Find(DraftSubjects.Chain(path)));
        Assert.Contains("Only One", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    [Fact(Timeout = 240_000)]
    public async Task Repairs_a_file_that_cannot_be_read()
    {
        await using var services = new RealServices();
        string path = Put(services, "chain {\n  name = \"Tide\"\n  models = [\"samantha-mini\"]\n  lops = 2\n  prompts = \"Hi\"\n}\n");
        await using Journey person = Journey.Begin(100, 30, services: services);
        person.Sees("tide.conf").Presses("/").Types("tide").Presses("Enter", "e").Sees("[File]").Sees("1 error");
        person.Presses("Down", "Down", "Down").Sees("Did you mean loops?").Presses("Right", "Right", "Right", "Right")
            .Types("o").Sees("ready to run");
        person.Presses("F6").Sees("[Prompts]").Sees("Hi").Presses("Ctrl+S").Sees("tide.conf is saved.").Presses("Ctrl+Q");
        await person.HasEnded();
        Assert.Contains("  loops = 2\n", await File.ReadAllTextAsync(path), StringComparison.Ordinal);
    }

    [Theory(Timeout = 240_000)]
    [InlineData(60, 15, "en")]
    [InlineData(60, 15, "pt-BR")]
    [InlineData(80, 24, "pt-BR")]
    [InlineData(120, 40, "en")]
    [InlineData(200, 60, "en")]
    public async Task Can_go_through_all_pages_at_every_size(int width, int height, string language)
    {
        await using var services = new RealServices();
        Put(services, Text);
        await using Journey person = Journey.Begin(width, height, UiSettings.Default with { Language = language }, services);
        bool english = language == "en";
        person.Sees("Tide").Presses("/").Types("tide").Presses("Enter", "e").Sees("Tide (tide.conf)").Sees("One");
        foreach (string title in english
            ? (string[])["System", "Previous", "Models", "Run", "Values", "Code", "Stop", "Health", "Check", "File", "Prompts"]
            : ["Sistema", "Anterior", "Modelos", "Rodar", "Valores", "Código", "Parar", "Saúde", "Exame", "Arquivo", "Prompts"])
        {
            person.Presses("F6").Sees($"[{title}]");
        }

        person.Presses("F1").Sees("Ctrl+S").Presses("Escape", "Ctrl+Q");
        await person.HasEnded();
    }

    private static string Put(RealServices services, string text)
    {
        string folder = Directory.CreateDirectory(Path.Combine(services.Folder, "chains")).FullName;
        string path = Path.Combine(folder, "tide.conf");
        File.WriteAllText(path, text);
        return path;
    }
}
