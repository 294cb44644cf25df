using Samantha.Tui.App;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Code;

public sealed class Somebody_runs_a_program
{
    [Theory(Timeout = 180_000)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public async Task Its_output_and_its_files_are_shown_as_they_come(int width, int height)
    {
        await using Journey person = Journey.Begin(width, height);
        person.Sees("Bar chart").Presses("Alt+4").Sees("[4 Code").Sees("Limits:").Sees("Sandbox bubblewrap");
        person.Types("print('to the screen')\nimport sys\nprint('trouble', file=sys.stderr)\nopen('note.txt','w').write('hi')\n");
        person.Presses("F5").Sees("to the screen").Sees("! trouble").Sees("exit code 0").Sees("note.txt");
        string file = Assert.Single(Directory.GetFiles(
            Path.Combine(person.Services.Folder, "code"), "note.txt", SearchOption.AllDirectories));
        Assert.Equal("hi", await File.ReadAllTextAsync(file));
        person.Presses("F8").Sees("The file is ");
    }

    [Fact(Timeout = 180_000)]
    public async Task A_program_that_never_ends_is_stopped_and_can_be_run_again()
    {
        await using Journey person = Journey.Begin(120, 40);
        person.Sees("Bar chart").Presses("Alt+4").Sees("Sandbox bubblewrap").Types("print('begun', flush=True)\nwhile True: pass");
        person.Presses("F5").Sees("begun").Presses("F6").Sees("Stopped.");
        person.Presses("F5").SeesNoMore("Stopped.").Sees("begun").Presses("Ctrl+C").Sees("Stopped.");
        person.Presses("Ctrl+Q").Sees("Unsaved: the program in Code").Presses("Down", "Enter");
        await person.HasEnded();
    }

    [Fact(Timeout = 180_000)]
    public async Task What_was_not_saved_is_there_again_after_the_program_was_ended()
    {
        string folder = Directory.CreateTempSubdirectory("samantha-tui-").FullName;
        try
        {
            await using (var services = new RealServices(folder))
            await using (Journey first = Journey.Begin(80, 24, services: services))
            {
                first.Sees("Bar chart").Presses("Alt+4").Sees("Limits:").Types("print('unfinished work')").Sees("unfinished work");
            }

            await using var again = new RealServices(folder);
            await using Journey second = Journey.Begin(80, 24, services: again);
            second.Sees("Bar chart").Presses("Alt+4").Sees("unfinished work");
            string path = Path.Combine(folder, "kept.py");
            second.Presses("Ctrl+S").Sees("Save the program").Presses("Ctrl+U", "Ctrl+A").Presses("Backspace").Types(path);
            second.Presses("Enter").Sees("Saved as");
            Assert.Equal("print('unfinished work')", await File.ReadAllTextAsync(path));
            Assert.Null(new Drafts(again.Data, again.Time).Find(DraftSubjects.Code));
            second.Presses("Ctrl+Q");
            await second.HasEnded();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact(Timeout = 240_000)]
    public async Task The_code_of_the_last_response_is_waiting_there()
    {
        await using Journey person = Journey.Begin(120, 40);
        person.Sees("Bar chart").Presses("/").Types("bar chart").Presses("Enter").Sees("ready to run").Presses("Enter");
        person.Sees("[finished]").Presses("Alt+4").Sees("Taken from").Sees("import");
        person.Presses("F4").Sees("Code of which response?").Presses("Enter").Sees("Taken from");
    }

    [Fact(Timeout = 180_000)]
    public async Task Text_around_fenced_code_is_taken_away_and_undo_brings_it_back()
    {
        await using Journey person = Journey.Begin(120, 40);
        person.Sees("Bar chart").Presses("Alt+4").Sees("Limits:").Types("Here it is:\n```python\nprint(7)\n```\nDone.").Sees("Done.");
        person.Presses("F7").SeesNoMore("Here it is").Sees("print(7)").Presses("Ctrl+Z").Sees("Here it is");
    }

    [Fact(Timeout = 180_000)]
    public async Task On_the_smallest_screen_in_Portuguese_the_program_and_its_output_have_room()
    {
        await using Journey person = Journey.Begin(60, 15, new Ports.UiSettings { Language = "pt-BR" });
        person.Sees("Bar chart").Presses("Alt+4").Sees("Limites:").Types("print(6*7)").Presses("F5").Sees("Terminou com");
        person.Sees("42");
    }
}
