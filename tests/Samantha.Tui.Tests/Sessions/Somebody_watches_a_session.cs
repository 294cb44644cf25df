using Samantha.Actors.Journal;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Sessions;

public sealed class Somebody_watches_a_session
{
    private const string Reply = "--reply=# A title\n\nSome **strong** words about the sea and the wind and many other things";

    [Fact(Timeout = 240_000)]
    public async Task Sees_where_it_is_skips_a_response_ends_it_after_a_step_and_goes_on_later()
    {
        await using var services = new RealServices(null, "--token-ms=400", Reply);
        await using Journey person = Journey.Begin(120, 40, services: services);
        Start(person, "poet");
        person.Sees("step 1 of 3").Sees("loop 1/1").Sees("tokens/s").Sees("A title").Sees("of 4,000 tokens");
        person.Presses("s").Sees("skipped").Sees("step 2 of 3").Sees("L1.M1.R1.P2");
        person.Presses("t").Sees("(stopping)").Presses("s").Sees("[stopped]").Sees("r goes on with it");
        Assert.Equal(SessionStatusText.Stopped, Assert.Single(services.Sessions.List()).Status);
        person.Presses("r").Sees("The session goes on.").Sees("step 3 of 3").Presses("s").Sees("[finished]").Sees("3 responses");
        person.Presses("Escape").Sees("Started").Sees("3/3").Presses("Ctrl+Q");
        await person.HasEnded();
    }

    [Fact(Timeout = 240_000)]
    public async Task Stops_it_at_once_only_after_saying_yes()
    {
        await using var services = new RealServices(null, "--token-ms=400", Reply);
        await using Journey person = Journey.Begin(80, 24, services: services);
        Start(person, "poet");
        person.Sees("A title").Presses("T").Sees("Stop session").Presses("Enter").SeesNoMore("Stop session");
        Assert.Equal(SessionStatusText.Running, Assert.Single(services.Sessions.List()).Status);
        person.Presses("Ctrl+C").Sees("Stop session").Presses("y").Sees("[stopped]").Sees("interrupted, answered anew");
        person.Presses("Ctrl+Q");
        await person.HasEnded();
    }

    [Fact(Timeout = 240_000)]
    public async Task Reads_the_response_as_Markdown_or_as_it_came_and_with_everything_that_was_sent()
    {
        await using var services = new RealServices(null, Reply);
        await using Journey person = Journey.Begin(120, 40, services: services);
        Start(person, "refinement");
        person.Sees("[finished]").SeesNoMore("**strong**").Presses("m").Sees("**strong**").Presses("m").SeesNoMore("**strong**");
        person.SeesNoMore("Previous response").Presses("i").Sees("Previous response");
        person.Presses("i").SeesNoMore("Previous response");
        person.Presses("c").Sees("opied");
        Assert.Contains("**strong**", person.Terminal.Clipboard, StringComparison.Ordinal);
        person.Presses("C").Sees("This response has no Python.").Presses("Ctrl+Q");
        await person.HasEnded();
    }

    [Fact(Timeout = 240_000)]
    public async Task Keeps_the_place_when_the_style_changes_in_the_middle_of_reading()
    {
        const int FirstRow = 7;
        string reply = string.Join("\n", Enumerable.Range(1, 36).Select(line => $"line **{line}** of the text"));
        await using var services = new RealServices(null, "--reply=" + reply);
        await using Journey person = Journey.Begin(120, 40, services: services);
        Start(person, "refinement");
        person.Sees("[finished]").Presses("g").Sees("line 1 ").Presses([.. Enumerable.Repeat("Down", 10)]);

        // An answer to this key says that those before it were read.
        person.Presses("C").Sees("This response has no Python.");
        string top = person.Terminal.Row(FirstRow);
        Assert.Contains("║line ", top, StringComparison.Ordinal);
        person.Presses("m").Sees("line **9**");
        Assert.Equal(top[..80].TrimEnd(), person.Terminal.Row(FirstRow).Replace("**", "", StringComparison.Ordinal)[..80].TrimEnd());
        person.Presses("m").SeesNoMore("**");
        Assert.Equal(top, person.Terminal.Row(FirstRow));
        person.Presses("End").Sees("The session is finished.").Presses("m").Sees("**36**").Sees("The session is finished.");
        person.Presses("Ctrl+Q");
        await person.HasEnded();
    }

    [Fact(Timeout = 240_000)]
    public async Task Goes_on_with_a_session_that_was_lost_with_its_process()
    {
        string folder = Directory.CreateTempSubdirectory("samantha-lost-").FullName;
        try
        {
            await using (var lost = new RealServices(folder, "--token-ms=600", Reply))
            {
                await using Journey first = Journey.Begin(80, 24, services: lost);
                Start(first, "poet");
                first.Sees("A title");
            }

            await using var services = new RealServices(folder, Reply);
            await using Journey person = Journey.Begin(80, 24, services: services);
            person.Sees("example").Presses("Alt+3").Sees("interrupted").Presses("Enter").Sees("[interrupted]").Sees("A title");
            person.Presses("r").Sees("[finished]").Presses("Ctrl+Q");
            await person.HasEnded();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact(Timeout = 240_000)]
    public async Task Sees_its_code_run_lists_its_files_and_exports_it()
    {
        const string Program = "--reply=Here:\n\n```python\nprint(6 * 7)\nopen('note.txt', 'w').write('hi')\n```\n";
        await using var services = new RealServices(null, Program);
        await using Journey person = Journey.Begin(120, 40, services: services);
        Start(person, "create and run");
        person.Sees("[finished]").Sees("the code ended, exit code 0").Sees("sandbox ").Sees("file note.txt, 2 B").Sees("3 files");
        person.Presses("o").Sees("Files").Presses("Enter").Sees("no display in tests");
        person.Presses("C").Sees("opied");
        Assert.StartsWith("print(6 * 7)", person.Terminal.Clipboard, StringComparison.Ordinal);
        person.Presses("x").Sees("for the browser").Presses("Down", "Enter").Sees("Written:");
        string written = Assert.Single(Directory.GetFiles(services.Folder, "*.md"));
        Assert.Contains("print(6 * 7)", await File.ReadAllTextAsync(written), StringComparison.Ordinal);
        person.Presses("Escape").SeesNoMore("Written:").Presses("Ctrl+Q");
        await person.HasEnded();
    }

    internal static void Start(Journey person, string chain)
    {
        person.Sees("example").Presses("/").Types(chain).Presses("Enter").Sees("ready to run").Presses("Enter");
        person.Sees("[3 Session");
    }
}
