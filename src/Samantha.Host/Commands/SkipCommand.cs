using System.CommandLine;
using Samantha.Actors.Control;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary>
/// <c>samantha skip</c>: ends the running response, or the running model's turn, in a session of another terminal.
/// </summary>
internal static class SkipCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string?> session = SessionArgument.CreateOptional();
        var model = new Option<bool>("--model")
        {
            Description = "Leave out what is left of this model's turn, too.",
            Arity = ArgumentArity.Zero,
        };
        var places = new PlaceOptions();
        var command = new VerbCommand("skip", CommandTree.DescriptionOf("skip"))
        {
            Details =
            [
                "The response ends where it is; its text counts and the chain goes on. Exit code 4: the session is not "
                + "running, or nothing can be skipped now.",
            ],
            Examples =
            [
                new("samantha skip", "go on with the next prompt"),
                new("samantha skip last --model", "go on with the next model"),
            ],
        };
        command.Arguments.Add(session);
        command.AddGroup("Options", model, places.Data, places.Config, places.NoColour);
        command.SetAction((given, cancellation) => ControlSender.SendAsync(
            context.Services(given, places),
            given.GetValue(session),
            given.GetValue(model) ? ControlCommand.SkipModel : ControlCommand.SkipResponse,
            cancellation));
        return command;
    }
}
