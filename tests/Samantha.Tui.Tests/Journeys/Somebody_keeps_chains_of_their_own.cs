using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Journeys;

public sealed class Somebody_keeps_chains_of_their_own
{
    [Fact(Timeout = 180_000)]
    public async Task Duplicates_an_example_and_deletes_the_copy_after_being_asked()
    {
        await using Journey person = Journey.Begin(120, 40);
        person.Sees("Poet").Presses("/").Types("poet").Presses("Enter").Sees("ready to run");
        person.Presses("d").Sees("The copy is poet.conf.").Sees("yours");
        string copy = Path.Combine(person.Services.Folder, "chains", "poet.conf");
        Assert.True(File.Exists(copy));

        // The copy is selected: deleting asks by name, and Enter alone means No.
        person.Presses("Delete").Sees("Delete Poet?").Presses("Enter").SeesNoMore("Delete Poet?");
        Assert.True(File.Exists(copy));
        person.Presses("Delete").Sees("Delete Poet?").Types("y").Sees("poet.conf is deleted.").SeesNoMore("yours");
        Assert.False(File.Exists(copy));
        person.Presses("q");
        await person.HasEnded();
    }

    [Fact(Timeout = 180_000)]
    public async Task Makes_a_new_chain_that_can_be_run_as_it_is()
    {
        await using Journey person = Journey.Begin(120, 40);
        person.Sees("Poet").Presses("n").Sees("What is it called?").Types("Amor \"e\" Vida").Presses("Enter");
        person.SeesNoMore("What is it called?").Sees("[2 Editor]").Presses("Alt+1")
            .Sees("yours").Sees("Amor \"e\" Vida").Sees("ready to run");
        Assert.True(File.Exists(Path.Combine(person.Services.Folder, "chains", "amor-e-vida.conf")));
        person.Presses("q");
        await person.HasEnded();
    }
}
