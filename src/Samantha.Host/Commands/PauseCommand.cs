using System.CommandLine;
using Samantha.Actors.Control;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary><c>samantha pause</c>: holds a session that runs in another terminal until <c>samantha resume</c>.</summary>
internal static class PauseCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string?> session = SessionArgument.CreateOptional();
        var unload = new Option<bool>("--unload")
        {
            Description = "Give the model's memory back meanwhile; it is loaded again when the session goes on.",
            Arity = ArgumentArity.Zero,
        };
        var places = new PlaceOptions();
        var command = new VerbCommand("pause", CommandTree.DescriptionOf("pause"))
        {
            Details =
            [
                "Whatever runs is ended at once and begins again, with the same seed, when the session goes on: the transcript "
                + "is that of a session without pauses. A pause takes no processor time and counts in no limit of time. "
                + "samantha resume ID lets the session go on; samantha stop ID ends it. Exit code 4: the session is not "
                + "running.",
            ],
            Examples =
            [
                new("samantha pause", "the session that runs"),
                new("samantha pause k3f9 --unload", "a certain one, for longer: its model leaves the memory"),
                new("samantha resume k3f9", "and on it goes"),
            ],
        };
        command.Arguments.Add(session);
        command.AddGroup("Options", unload, places.Data, places.Config, places.NoColour);
        command.SetAction((given, cancellation) => ControlSender.SendAsync(
            context.Services(given, places),
            given.GetValue(session),
            given.GetValue(unload) ? ControlCommand.PauseAndUnload : ControlCommand.Pause,
            cancellation));
        return command;
    }
}
