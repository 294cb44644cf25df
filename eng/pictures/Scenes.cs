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
    }

    private static Frame Chains(Stage stage)
    {
        stage.Sees("ready to run");
        stage.GoesDownTo("hocon/chains/poet.conf");
        return stage.Frame("hocon/chains/poet.conf", "ready to run");
    }

    private static Frame Session(Stage stage)
    {
        stage.Presses("Enter");
        return stage.Frame("step 3 of 3", "tokens/s");
    }
}
