using System.CommandLine;

namespace Samantha.Host.Commands;

/// <summary>The options that say where things are and how code is run, the same for every command that has them.</summary>
internal sealed class PlaceOptions
{
    public Option<string> Data { get; } = new("--data")
    {
        HelpName = "DIR",
        Description = "The folder for sessions, downloads and the log (also: SAMANTHA_DATA).",
    };

    public Option<string[]> ModelsFolders { get; } = new("--models-dir")
    {
        HelpName = "DIR",
        Description = "Look for models here first; may be repeated.",
        Arity = ArgumentArity.OneOrMore,
        AllowMultipleArgumentsPerToken = false,
    };

    public Option<string> Config { get; } = new("--config")
    {
        HelpName = "FILE",
        Description = "Your settings, instead of ~/.config/samantha/samantha.conf.",
    };

    public Option<bool> NoSandbox { get; } = new("--no-sandbox")
    {
        Description = "Run the code of models without a sandbox: with all your rights, files and network.",
        Arity = ArgumentArity.Zero,
    };

    public Option<bool> NoColour { get; } = new("--no-color")
    {
        Description = "No colours (also: NO_COLOR). There are none when the output is piped.",
        Arity = ArgumentArity.Zero,
    };
}
