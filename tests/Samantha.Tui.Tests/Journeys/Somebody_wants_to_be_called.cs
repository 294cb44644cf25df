using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Journeys;

public sealed class Somebody_wants_to_be_called
{
    [Fact(Timeout = 180_000)]
    public async Task The_bell_rings_at_the_start_and_at_the_end_of_a_session()
    {
        await using Journey person = Journey.Begin(120, 40, new() { Bell = true });
        person.Sees("Poet").Presses("/").Types("poet").Presses("Enter").Sees("clever poet").Presses("Enter").Sees("[3 Session");
        Assert.True(person.Terminal.WaitFor(terminal => terminal.Bells >= 2, 60_000), $"{person.Terminal.Bells} bells");
    }
}
