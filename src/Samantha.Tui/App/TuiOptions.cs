using Samantha.Terminal.App;

namespace Samantha.Tui.App;

/// <summary>How the interface starts: what the terminal can do, what the environment says, and what to show first.</summary>
public sealed record TuiOptions
{
    /// <summary>Colours, glyphs, frame rate and clock. Theme, mouse and frame rate give way to the person's settings.</summary>
    public AppOptions Terminal { get; init; } = new();

    /// <summary>Environment variables by name.</summary>
    public Func<string, string?> Environment { get; init; } = System.Environment.GetEnvironmentVariable;

    /// <summary>
    /// A language of <see cref="Texts.Languages"/> that goes before the person's setting; empty: the setting decides.
    /// </summary>
    public string Language { get; init; } = "";

    /// <summary>
    /// Runs the person's editor on a file, with the terminal, and returns when it ended. Null: there is none, and nothing
    /// offers it.
    /// </summary>
    public Action<string>? EditFile { get; init; }

    /// <summary>Id of the first screen; see <see cref="ScreenIds"/>.</summary>
    public string StartScreen { get; init; } = ScreenIds.Chains;

    /// <summary>What the first screen is shown with: a path, a session id.</summary>
    public object? StartArgument { get; init; }
}
