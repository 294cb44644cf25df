using System.Collections.Immutable;
using Samantha.Tui.Ports;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Journeys;

public sealed class Somebody_has_keys_of_their_own
{
    [Fact(Timeout = 180_000)]
    public async Task They_work_and_the_help_shows_them()
    {
        await using Journey person = Journey.Begin(120, 40, With("program.log", "F8"));
        person.Sees("ready to run").Presses("F8").Sees("Log file:").Presses("F8").SeesNoMore("Log file:");
        person.Presses("?").Sees("F8").Presses("Escape").Presses("q");
        await person.HasEnded();
    }

    [Fact(Timeout = 180_000)]
    public async Task A_clash_is_told_by_name_and_the_usual_keys_stay()
    {
        await using Journey person = Journey.Begin(120, 40, With("chains.new", "e"));
        person.Sees("chains.edit").Presses("n").Sees("What is it called?").Presses("Escape").Presses("q");
        await person.HasEnded();
    }

    private static UiSettings With(string action, string key) =>
        UiSettings.Default with { Keys = UiSettings.Default.Keys.Add(action, ImmutableArray.Create(key)) };
}
