using System.CommandLine;
using Samantha.Actors.Control;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary><c>samantha stop</c>: ends a session that runs in another terminal.</summary>
internal static class StopCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string?> session = SessionArgument.CreateOptional();
        var now = new Option<bool>("--now")
        {
            Description = "Do not wait for the end of the running step.",
            Arity = ArgumentArity.Zero,
        };
        var places = new PlaceOptions();
        var command = new VerbCommand("stop", CommandTree.DescriptionOf("stop"))
        {
            Details =
            [
                "The running step is finished first; with --now its text so far is kept aside and the step is answered "
                + "again by samantha resume. Exit code 4: the session is not running.",
            ],
            Examples =
            [
                new("samantha stop", "the session that runs, after its current step"),
                new("samantha stop k3f9 --now", "a certain one, at once"),
            ],
        };
        command.Arguments.Add(session);
        command.AddGroup("Options", now, places.Data, places.Config, places.NoColour);
        command.SetAction((given, cancellation) => ControlSender.SendAsync(
            context.Services(given, places),
            given.GetValue(session),
            given.GetValue(now) ? ControlCommand.StopNow : ControlCommand.StopAfterStep,
            cancellation));
        return command;
    }
}
