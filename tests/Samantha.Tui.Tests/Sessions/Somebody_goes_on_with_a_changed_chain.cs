using Samantha.Actors.Journal;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Sessions;

public sealed class Somebody_goes_on_with_a_changed_chain
{
    private const string Chain = """
        chain {
          name = "Mine"
          models = ["samantha-mini"]
          prompts = ["a", "b"]
          loops = LOOPS
        }
        """;

    [Fact(Timeout = 240_000)]
    public async Task Sees_what_was_changed_and_goes_on_as_a_branch_or_as_it_was()
    {
        await using var services = new RealServices(null, "--token-ms=300", "--reply=one two three four five six");
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(services.Folder, "chains")).FullName, "mine.conf");
        await File.WriteAllTextAsync(file, Chain.Replace("LOOPS", "2", StringComparison.Ordinal));
        await using Journey person = Journey.Begin(100, 30, services: services);
        Somebody_watches_a_session.Start(person, "mine");
        person.Sees("one two").Presses("T").Sees("Stop session").Presses("y").Sees("[stopped]");
        await File.WriteAllTextAsync(file, Chain.Replace("LOOPS", "3", StringComparison.Ordinal));

        // Nothing goes on by itself; the difference is readable, and Escape leaves all as it is.
        person.Presses("r").Sees("Something was changed").Sees("loops: 2 -> 3").Presses("Escape").SeesNoMore("loops: 2 -> 3");
        Assert.Equal(SessionStatusText.Stopped, Assert.Single(services.Sessions.List()).Status);
        person.Presses("r").Sees("loops: 2 -> 3").Presses("Right", "Enter").Sees(" of 6, ").Sees("this is a branch of");
        Assert.Equal(2, services.Sessions.List().Length);

        // The old one can still go on as it was.
        person.Presses("Escape").Sees("Started").Clicks("/4").Presses("r").Sees("loops: 2 -> 3");
        person.Presses("Left", "Enter").Sees(" of 4, ");
        await person.QuitsWhateverIsAsked();
    }

    [Fact(Timeout = 240_000)]
    public async Task Branches_off_a_finished_session_with_more_loops()
    {
        await using var services = new RealServices(null, "--reply=one two");
        string file = Path.Combine(Directory.CreateDirectory(Path.Combine(services.Folder, "chains")).FullName, "mine.conf");
        await File.WriteAllTextAsync(file, Chain.Replace("LOOPS", "1", StringComparison.Ordinal));
        await using Journey person = Journey.Begin(100, 30, services: services);
        Somebody_watches_a_session.Start(person, "mine");
        person.Sees("[finished]").Presses("B").Sees("Nothing was changed").Presses("Escape").SeesNoMore("Nothing was changed");
        await File.WriteAllTextAsync(file, Chain.Replace("LOOPS", "2", StringComparison.Ordinal));
        person.Presses("B").Sees("loops: 1 -> 2").Presses("a").Sees("step 4 of 4").Sees("[finished]").Sees("4 responses");
        person.Presses("Ctrl+Q");
        await person.HasEnded();
    }
}
