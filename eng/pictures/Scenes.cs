using Samantha.Tui.Ports;

namespace Samantha.Pictures;

/// <summary>What the pictures show: which keys lead to which frame. Plays on the program's own examples only.</summary>
internal static class Scenes
{
    private const int Width = 120;
    private const int Height = 34;

    public static async IAsyncEnumerable<(string Name, string Title, Frame Frame)> PlayAsync(ITuiServices services)
    {
        await using var stage = new Stage(services, Width, Height);
        yield return ("chains", "samantha: chains", Chains(stage));
        yield return ("session", "samantha: a session", Session(stage));
        yield return ("code", "samantha: code of a response, run in the sandbox", Code(stage));
        yield return ("editor", "samantha: the chain editor", Editor(stage));
        yield return ("models", "samantha: models", Models(stage));
    }

    private static Frame Chains(Stage stage)
    {
        stage.Sees("ready to run");
        stage.GoesDownTo("hocon/chains/poet.conf");
        return stage.Frame("hocon/chains/poet.conf", "ready to run");
    }

    // A chain whose code runs: more to see than a poem, and it is picture enough for the screen Code.
    private static Frame Session(Stage stage)
    {
        stage.Presses("Home");
        stage.GoesDownTo("hocon/chains/create-and-run-code.conf");
        stage.Sees("ready to run");
        stage.Presses("Enter");
        return stage.Frame(screen => screen.Contains("step 3 of 3", StringComparison.Ordinal)
            && screen.Contains("samantha-mini writes", StringComparison.Ordinal)
            && screen.Contains("print(", StringComparison.Ordinal));
    }

    private static Frame Code(Stage stage)
    {
        stage.Sees("[finished]");
        stage.Presses("e");
        stage.Sees("[4 Code]", "print(", "Sandbox ");
        stage.Presses("F5");
        return stage.Frame("Ended with exit code 0");
    }

    private static Frame Editor(Stage stage)
    {
        stage.Presses("Alt+1");
        stage.Sees("ready to run");
        stage.Presses("Home");
        stage.GoesDownTo("hocon/chains/poet.conf");
        stage.Presses("e");
        return stage.Frame("[2 Editor]", "You are a clever poet", "ready to run", "tokens");
    }

    private static Frame Models(Stage stage)
    {
        stage.Presses("Alt+5");
        return stage.Frame("[5 Models]", "samantha-mini", "llama");
    }
}
