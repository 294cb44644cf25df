using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Journeys;

public sealed class Somebody_uses_the_mouse
{
    [Fact(Timeout = 180_000)]
    public async Task Clicks_a_tab_a_row_and_a_key_and_gives_the_mouse_back()
    {
        await using Journey person = Journey.Begin(120, 40);
        person.Sees("Poet").Clicks("8 About").Sees("Responsible use").Clicks("1 Chains").Sees("What it does");
        person.Clicks("Poet").Sees("You are a clever poet.").Clicks("? help").Sees("Start the selected chain").Presses("Escape");
        Assert.Contains(1006, person.Terminal.Modes);
        person.Presses("F9").Sees("The mouse is the terminal's");
        Assert.True(person.Terminal.WaitFor(terminal => !terminal.Modes.Contains(1006)));
        person.Presses("q");
        await person.HasEnded();
        Assert.False(person.Services.Settings.Load().Settings.Mouse);
    }
}
