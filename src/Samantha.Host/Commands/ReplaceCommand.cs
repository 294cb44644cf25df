using System.CommandLine;
using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Actors.Sessions;
using Samantha.Chains.Sessions;
using Samantha.Host.ChainInput;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Sessions;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary><c>samantha replace</c>: puts a text in the place of a running session's previous response.</summary>
internal static class ReplaceCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        var text = new Option<string?>("--text", "-t")
        {
            HelpName = "TEXT",
            Description = "The text itself; \"\" takes the previous response away.",
        };
        var file = new Option<string?>("--file", "-f")
        {
            HelpName = "FILE",
            Description = "A text file; - is standard input.",
        };
        var last = new Option<bool>("--last")
        {
            Description = "The last response of the session, alone.",
            Arity = ArgumentArity.Zero,
        };
        var places = new PlaceOptions();
        var command = new VerbCommand("replace", CommandTree.DescriptionOf("replace"))
        {
            Details =
            [
                "Give one of --text, --file and --last. The steps that begin after this see the text as the model's previous "
                + "response; a step that is under way is not changed. What was put there is in the journal, so a resumed session "
                + "goes on with it. Pause the session first to read and think. Exit code 4: the session is not running.",
            ],
            Examples =
            [
                new("samantha replace last --text \"Love is a river.\"", "correct what the models go on from"),
                new("samantha replace k3f9 --file - < better.txt", "from another program"),
                new("samantha replace k3f9 --last", "only the last response, when responses accumulate"),
            ],
        };
        command.Arguments.Add(session);
        command.AddGroup("Options", text, file, last, places.Data, places.Config, places.NoColour);
        command.SetAction((given, cancellation) => RunAsync(
            context.Services(given, places),
            given.GetValue(session)!,
            given.GetValue(text),
            given.GetValue(file),
            given.GetValue(last),
            cancellation));
        return command;
    }

    private static Task<int> RunAsync(
        HostServices services, string reference, string? text, string? file, bool last, CancellationToken cancellation)
    {
        if ((text is null ? 0 : 1) + (file is null ? 0 : 1) + (last ? 1 : 0) != 1)
        {
            throw CommandFailure.BadInput("say what the previous response becomes: one of --text, --file and --last");
        }

        SessionListing session = SessionArgument.Resolve(services, reference);
        string put = text ?? (file is null ? LastResponse(session) : TextFiles.ReadOrFail(file).Text!);
        return put.Length > ReplacePrevious.TextCharactersMax
            ? throw CommandFailure.BadInput(
                $"the text has {Amounts.Count(put.Length)} characters; at most "
                + $"{Amounts.Count(ReplacePrevious.TextCharactersMax)} can take the place of a response")
            : ControlSender.SendAsync(services, session, ControlCommand.ReplacePrevious, put, cancellation);
    }

    private static string LastResponse(SessionListing session)
    {
        using JournalReader reader = JournalReader.Open(session.Folder);
        return new JournalEvents(reader).ReadNew()
            .Select(read => read.Event)
            .OfType<ResponseCommitted>()
            .LastOrDefault(response => response.StopReason != ResponseStopReason.Interrupted)?.Text
            ?? throw CommandFailure.BadInput($"{session.Id} has no response yet");
    }
}
