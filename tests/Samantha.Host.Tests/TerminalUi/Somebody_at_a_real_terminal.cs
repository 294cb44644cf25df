using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Samantha.Host.Tests.Support;

namespace Samantha.Host.Tests.TerminalUi;

/// <summary>
/// The program as a person has it: the real executable with the demonstration model in a real terminal, driven by keys alone.
/// </summary>
public sealed class Somebody_at_a_real_terminal
{
    /// <summary>Two prompts and no end, so that there is always something to skip and to stop.</summary>
    private const string TwoPrompts = """"
        chain {
          name = "Two voices"
          description = "Two prompts that go on until somebody stops them."
          models = ["samantha-mini"]
          prompts = """
            Tell a story about the sea.
            $$$
            Go on with your previous response.
            $$$
          """
          loops = endless
          feedback-loop = on
          hyperparameters { preset = stochastic, max_tokens = 120, seed = 7 }
        }

        """";

    [TmuxFact(Timeout = 300_000)]
    public async Task Builds_a_chain_runs_it_skips_stops_and_quits_at_80_by_24()
    {
        using var person = new TmuxPerson(80, 24);
        person.Starts();
        await person.SeesAsync("Bar chart");
        Assert.StartsWith("1", person.Flags, StringComparison.Ordinal);
        person.Types("n");
        await person.SeesAsync("What is it called?");
        person.Types("Two voices");
        person.Presses("Enter");
        await person.SeesAsync("Who are you?");
        person.Presses("C-a");
        foreach (string line in new[] { "Tell a story about the sea.", "$$$", "Go on with your previous response.", "$$$" })
        {
            person.Types(line);
            person.Presses("Enter");
        }

        person.Presses("F6", "F6", "F6", "F6");
        await person.SeesAsync("feedback-loop");
        person.Presses("Down", "Down", "End", "BSpace");
        person.Types("endless");
        await person.SeesAsync("endless");
        person.Presses("C-s");
        await person.SeesAsync("two-voices.conf is saved");
        person.Presses("F5");
        await person.SeesAsync("tokens/s");
        await SkipsAsync(person, "skipped");
        person.Types("T");
        await person.SeesAsync("Stop session");
        person.Types("y");
        await person.SeesAsync("[stopped]");
        person.Presses("C-q");
        await person.HasTerminalBackAsync(ExitCodes.Done);
        Assert.Equal("stopped", await StatusAsync(person));
    }

    [TmuxFact(Timeout = 300_000)]
    public async Task Finds_the_terminal_repaired_after_kill_9_and_goes_on_with_the_session()
    {
        using var folder = new TempFolder();
        var home = new LauncherHome(folder);
        using var person = new TmuxPerson(80, 24);
        person.OwnsChain("two-voices.conf", TwoPrompts);
        person.Starts(command: $"'{home.Launcher}'", home: home.Root);
        await person.SeesAsync("Two voices");
        await ChoosesAsync(person, "two voices", "ready to run");
        person.Presses("Enter");
        await person.SeesAsync("tokens/s");
        using (Process kill = Process.Start("kill", ["-9", person.ProgramId().ToString(CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync();
        }

        await person.HasTerminalBackAsync(128 + 9);
        await person.SeesAsync("the terminal is restored");

        person.Starts(command: $"'{home.Launcher}'", home: home.Root);
        await person.SeesAsync("Two voices");
        person.Presses("M-3");
        await person.SeesAsync("interrupted");
        person.Presses("Enter");
        await person.SeesAsync("[interrupted]");
        person.Presses("r");
        await person.SeesNoMoreAsync("[interrupted]");
        await person.SeesAsync("tokens/s");
        person.Presses("C-q");
        await person.SeesAsync("Stop now");
        person.Presses("Down", "Down", "Enter");
        await person.HasTerminalBackAsync(ExitCodes.Done);
        Assert.Equal("stopped", await StatusAsync(person));
    }

    [TmuxFact(Timeout = 300_000)]
    public async Task Does_the_same_in_Portuguese_at_200_by_60()
    {
        using var person = new TmuxPerson(200, 60);
        person.OwnsChain("two-voices.conf", TwoPrompts);
        person.Starts("ui --lang pt-BR");
        await person.SeesAsync("Two voices");
        await ChoosesAsync(person, "two voices", "pronta para executar");
        person.Presses("Enter");
        await person.SeesAsync("tokens/s");
        await SkipsAsync(person, "pulad");
        person.Presses("C-c");
        await person.SeesAsync("Parar");
        person.Types("s");
        await person.SeesAsync("[parada]");
        person.Presses("F1");
        await person.SeesAsync("Teclas");
        person.Presses("Escape");
        await person.SeesNoMoreAsync("Teclas");
        person.Presses("C-q");
        await person.HasTerminalBackAsync(ExitCodes.Done);
        Assert.Equal("stopped", await StatusAsync(person));
    }

    private static async Task ChoosesAsync(TmuxPerson person, string words, string sign)
    {
        person.Types("/");
        person.Types(words);
        person.Presses("Enter");
        await person.SeesAsync(sign);
    }

    // The demonstration model has finished most responses before a hand can act, and new ones push what was skipped off the screen:
    // the key is pressed until the screen or the transcript shows one.
    private static Task SkipsAsync(TmuxPerson person, string word) => person.UntilAsync(
        async () =>
        {
            person.Presses("s");
            Outcome transcript = await Cli.RunAsync("show", "last", "--last", "50", "--data", person.Data);
            return transcript.All.Contains("skipped", StringComparison.Ordinal)
                || person.Screen.Contains(word, StringComparison.Ordinal);
        },
        $"'{word}'");

    private static async Task<string> StatusAsync(TmuxPerson person)
    {
        Outcome sessions = await Cli.RunAsync("sessions", "--json", "--data", person.Data);
        sessions.AssertDone();
        JsonElement session = Assert.Single(sessions.JsonLines());
        return session.GetProperty("status").GetString() ?? "";
    }
}
