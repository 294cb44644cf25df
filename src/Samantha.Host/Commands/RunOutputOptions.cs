using System.CommandLine;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary>How run and resume show what happens: the options and the choice that was made.</summary>
internal sealed class RunOutputOptions
{
    public Option<bool> Json { get; } = JsonOption.Create("Every event as a JSON line, with the text as it comes.");

    public Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Only the transcript: no status line, no notes.",
        Arity = ArgumentArity.Zero,
    };

    public void AddTo(VerbCommand command, PlaceOptions places) =>
        command.AddGroup(
            "Output and places", Json, Quiet, places.NoColour, places.NoSandbox, places.Data, places.ModelsFolders,
            places.Config);

    public RunOutput Read(ParseResult given) => new(given.GetValue(Json), given.GetValue(Quiet));
}
