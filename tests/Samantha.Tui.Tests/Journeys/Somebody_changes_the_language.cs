using Samantha.Terminal.Devices;
using Samantha.Tui.Ports;
using Samantha.Tui.Tests.Support;

namespace Samantha.Tui.Tests.Journeys;

public sealed class Somebody_changes_the_language
{
    [Fact(Timeout = 180_000)]
    public async Task The_terminal_is_not_left_no_key_is_lost_and_everything_is_where_it_was()
    {
        await using Journey person = Journey.Begin(80, 24);
        person.Sees("ready to run").Presses("/").Types("poet").Presses("Enter", "e").Sees("Poet (poet");
        person.Types("Unsaved ").Sees("[2 Editor*]").Presses("Alt+6").Sees("Language");
        bool stayed = true;
        void Look(MemoryTerminal terminal) => stayed &= terminal.Entered;

        // All in one go: what is typed while the screens are made anew is for the new ones.
        person.Presses("Right", "Right", "Alt+2", "Alt+7", "Alt+2");
        person.Terminal.WaitFor(terminal =>
        {
            Look(terminal);
            return terminal.Screen.Contains("[2Editor*]", StringComparison.Ordinal)
                && terminal.Screen.Contains("prompt 1 de ", StringComparison.Ordinal);
        });
        person.Sees("1Cadeias").Sees("[2Editor*]").Sees("Unsaved ");
        Assert.True(stayed);
        Assert.Equal("pt-BR", person.Services.Settings.Load().Settings.Language);
        person.Presses("Ctrl+Q").Sees("Sair; as alterações").Presses("Down", "Enter");
        await person.HasEnded();
    }

    [Fact(Timeout = 180_000)]
    public async Task The_line_of_keys_and_the_frames_change_at_once()
    {
        await using Journey person = Journey.Begin(80, 24, UiSettings.Default with { Language = "pt-BR" });
        person.Sees("1Cadeias").Presses("Alt+6").Sees("Linha de teclas").Presses("Down", "Down", "Down", "Down", "Space");
        person.SeesNoMore("Ctrl+Q").Presses("Space").Sees("Ctrl+Q").Presses("Down").Types("15").Sees("15").Presses("Alt+1");
        person.Sees("[1Cadeias]").Presses("q");
        await person.HasEnded();
        Assert.Equal(15, person.Services.Settings.Load().Settings.FramesPerSecond);
    }
}
