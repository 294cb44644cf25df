using Samantha.Tui.Ports;

namespace Samantha.Pictures;

/// <summary>What the pictures show: which keys lead to which frame. Plays on the program's own examples only.</summary>
internal static class Scenes
{
    private const int Width = 120;
    private const int Height = 30;

    public static async IAsyncEnumerable<(string Name, string Title, Frame Frame)> PlayAsync(ITuiServices services)
    {
        await using var stage = new Stage(services, Width, Height);
        yield return ("chains", "samantha: chains", Chains(stage));
        yield return ("session", "samantha: a session", Session(stage));
        yield return ("code", "samantha: code of a response, run in the sandbox", Code(stage));
        yield return ("editor", "samantha: the chain editor", Editor(stage));
        yield return ("models", "samantha: models", Models(stage));
        yield return ("learn", "samantha: how the tokens of a response were chosen", Learn(stage));
    }

    private static Frame Chains(Stage stage)
    {
        stage.Sees("ready to run");
        stage.GoesDownTo("hocon/chains/poet.conf");
        return stage.Frame("hocon/chains/poet.conf", "ready to run");
    }

    /// <summary>
    /// A chain whose code runs: more to see than a poem, and it is picture enough for the screen Code. The model writes faster than
    /// frames come, so it may take several runs until one shows it in the middle of a response.
    /// </summary>
    private static Frame Session(Stage stage)
    {
        const int RunsMax = 30;
        for (int run = 0; run < RunsMax; run++)
        {
            stage.Presses("Alt+1");
            stage.Sees("[1 Chains]");
            stage.Presses("Home");
            stage.GoesDownTo("hocon/chains/create-and-run-code.conf");
            stage.Sees("ready to run");
            stage.Presses("Enter");
            stage.Sees("[running]");
            bool isWriting = false;
            Frame frame = stage.Frame(screen =>
            {
                isWriting = screen.Contains("samantha-mini writes", StringComparison.Ordinal)
                    && screen.Contains("tokens/s", StringComparison.Ordinal)
                    && screen.Contains("720", StringComparison.Ordinal)
                    && screen.Split("def factorial").Length > 2;
                return isWriting || screen.Contains("[finished]", StringComparison.Ordinal);
            });
            if (isWriting)
            {
                return frame;
            }
        }

        throw new TimeoutException("The model was never seen writing.");
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
        stage.Sees("[1 Chains]");
        stage.Presses("Home");
        stage.GoesDownTo("hocon/chains/poet.conf");
        stage.Presses("e");
        stage.Sees("[2 Editor]", "You are a clever poet", "ready to run");
        stage.Presses("F8");
        return stage.Frame("[2 Editor]", "ready to run", " tokens, ");
    }

    private static Frame Models(Stage stage)
    {
        stage.Presses("Alt+5");
        stage.Sees("[5 Models]", "llama, ");
        stage.Presses("F2", "F2", "F2");
        stage.Clicks("Type a text here");
        stage.Types("Love is a fire that warms the heart.");
        return stage.Frame("[Tokenizer]", "heart.", "normal");
    }

    /// <summary>A few tokens into the response of the session before, with what the samplers left of each candidate.</summary>
    private static Frame Learn(Stage stage)
    {
        stage.Presses("Alt+3");
        stage.Sees("[3 Session]", "[finished]");
        stage.Presses("L");
        stage.Sees("[9 Learn]", "Token 1 of ");
        for (int token = 2; token <= 6; token++)
        {
            stage.Presses("n");
            stage.Sees($"Token {token} of ");
        }

        return stage.Frame("[9 Learn]", "Token 6 of ", "not shown");
    }
}
