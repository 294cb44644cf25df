using Samantha.Actors.Journal;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Journeys;

public sealed class Somebody_starts_a_chain
{
    [Fact(Timeout = 180_000)]
    public async Task Enter_runs_it_to_its_end_with_the_real_model()
    {
        await using Journey person = Journey.Begin(120, 40);
        person.Sees("Poet").Presses("/").Types("poet").Presses("Enter").Sees("ready to run").Presses("Enter");
        person.Sees("[3 Session").Sees("[finished]");
        SessionListing session = Assert.Single(person.Services.Sessions.List());
        Assert.Equal(SessionStatusText.Finished, session.Status);
        Assert.Equal(3, session.Summary!.StepsDone);
        person.Presses("Ctrl+Q");
        await person.HasEnded();
    }

    [Fact(Timeout = 180_000)]
    public async Task Ctrl_C_stops_the_session_and_not_the_program()
    {
        await using Journey person = Journey.Begin(120, 40);
        person.Sees("Poet").Presses("/").Types("endless").Presses("Enter").Sees("ready to run").Presses("Enter");
        person.HasSession(session => session.Summary is { StepsDone: > 0 });
        person.Presses("Alt+8").Sees("Responsible use").Presses("Ctrl+C").SeesNoMore("1 session runs");
        person.HasSession(session => session.Status == SessionStatusText.Stopped);
        person.Presses("Ctrl+C").Sees("Nothing is running here").Presses("q");
        await person.HasEnded();
    }

    [Fact(Timeout = 180_000)]
    public async Task Quitting_while_it_runs_asks_and_a_stopped_session_can_be_resumed()
    {
        await using Journey person = Journey.Begin(120, 40);
        person.Sees("Poet").Presses("/").Types("endless").Presses("Enter").Sees("ready to run").Presses("Enter");
        person.HasSession(session => session.Summary is { StepsDone: > 0 });
        person.Sees("[running]").Presses("Ctrl+Q").Sees("Stop now and quit").Presses("Escape")
            .SeesNoMore("Stop now and quit");
        person.Presses("Ctrl+Q").Sees("Stop now and quit").Presses("Down", "Down", "Enter");
        await person.HasEnded();
        Assert.Equal(SessionStatusText.Stopped, Assert.Single(person.Services.Sessions.List()).Status);
    }
}
