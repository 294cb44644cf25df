using System.CommandLine;
using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Host.CodeRuns;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Running;

namespace Samantha.Host.Commands;

/// <summary>
/// <c>samantha resume ID</c>: goes on with a session from its journal, exactly where it ended; the chain file is not needed.
/// </summary>
internal static class ResumeCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        var output = new RunOutputOptions();
        var places = new PlaceOptions();
        var command = new VerbCommand("resume", CommandTree.DescriptionOf("resume"))
        {
            Details =
            [
                "The chain is taken from the session's journal as it was at the start, so a changed chain file changes "
                + "nothing. A response that was interrupted is answered again; everything before stays as it is. A session "
                + "that is paused in another terminal goes on there.",
            ],
            Examples =
            [
                new("samantha resume last", "the session that was started last"),
                new("samantha resume k3f9 --json", "a certain one, events as JSON lines"),
            ],
        };
        command.Arguments.Add(session);
        output.AddTo(command, places);
        command.SetAction((given, cancellation) =>
        {
            HostServices services = context.Services(given, places);
            SessionListing listing = SessionArgument.Resolve(services, given.GetValue(session)!);

            // A paused session has its program and its terminal: there it goes on.
            return listing is { IsAlive: true, Status: SessionStatusText.Paused }
                ? ControlSender.SendAsync(services, listing, ControlCommand.Continue, null, cancellation)
                : RunAsync(services, listing, output.Read(given));
        });
        return command;
    }

    private static async Task<int> RunAsync(HostServices services, SessionListing session, RunOutput output)
    {
        services.Data.EnsureWritable();
        (ChainDefinition? chain, Plan? plan) = ChainOf(session);
        await SandboxNotice.TellAsync(services, chain, output.Quiet).ConfigureAwait(false);
        IRunView view = output.CreateView(services, plan);
        if (session.Summary is { } summary)
        {
            view.Note($"{session.Id}: {summary.StepsDone} steps are done; samantha show {session.Id} has them");
        }

        var run = new SessionRun(services, session.Id, view, chain?.ShowHtml ?? ShowHtml.Never);
        return await run.RunAsync(system => system.ResumeAsync(session.Id)).ConfigureAwait(false);
    }

    // Only for what is shown: whatever is wrong with the journal is the actors' to tell.
    private static (ChainDefinition? Chain, Plan? Plan) ChainOf(SessionListing session)
    {
        try
        {
            using JournalReader reader = JournalReader.Open(session.Folder);
            JournalRecord? first = reader.ReadFrom().FirstOrDefault();
            if (first is null || SessionEventJson.Deserialize(first.Json) is not SessionStarted started)
            {
                return (null, null);
            }

            ChainDefinition chain = ChainJson.Deserialize(started.Chain);
            return (chain, Plan.Create(chain, started.BaseSeed));
        }
        catch (Exception e) when (e is JournalException or FormatException or ArgumentException)
        {
            return (null, null);
        }
    }
}
