using System.CommandLine;
using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Actors.Resuming;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Host.Branching;
using Samantha.Host.CodeRuns;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Running;

namespace Samantha.Host.Commands;

/// <summary>
/// <c>samantha resume ID</c>: goes on with a session from its journal, exactly where it ended, when nothing was changed since; or
/// as a declared branch with what was.
/// </summary>
internal static class ResumeCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        var asRecorded = new Option<bool>("--as-recorded")
        {
            Description = "Go on with the chain in the journal, although its file was changed since.",
            Arity = ArgumentArity.Zero,
        };
        var branch = new Option<string?>("--branch")
        {
            HelpName = "CHAIN",
            Description = "Go on as a new session with a changed chain (this file, else the session's own as it is now) or with "
                + "changed model files; the old session stays as it is.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var output = new RunOutputOptions();
        var places = new PlaceOptions();
        var command = new VerbCommand("resume", CommandTree.DescriptionOf("resume"))
        {
            Details =
            [
                "The chain is taken from the session's journal. When its chain file or the file of a model was changed since, "
                + "the session does not go on: what differs is shown, and you say how. A response that was interrupted is "
                + "answered again; everything before stays as it is. A session that is paused in another terminal goes on there.",
            ],
            Examples =
            [
                new("samantha resume last", "the session that was started last"),
                new("samantha resume k3f9 --json", "a certain one, events as JSON lines"),
                new("samantha resume k3f9 --as-recorded", "with the chain of then, although its file was changed"),
                new("samantha resume k3f9 --branch", "with the chain file as it is now, as a new session"),
                new("samantha resume k3f9 --branch other.conf", "with another chain from here on, as a new session"),
            ],
        };
        command.Arguments.Add(session);
        command.AddGroup("When something was changed", asRecorded, branch);
        output.AddTo(command, places);
        command.SetAction((given, cancellation) =>
        {
            HostServices services = context.Services(given, places);
            new OptionValues(given).RefuseTogether(asRecorded, branch);
            SessionListing listing = SessionArgument.Resolve(services, given.GetValue(session)!);
            RunOutput form = output.Read(given);
            if (new OptionValues(given).IsGiven(branch))
            {
                return BranchAsync(services, listing, given.GetValue(branch), form, cancellation);
            }

            // A paused session has its program and its terminal: there it goes on.
            return listing is { IsAlive: true, Status: SessionStatusText.Paused }
                ? ControlSender.SendAsync(services, listing, ControlCommand.Continue, null, cancellation)
                : RunAsync(
                    services, listing, given.GetValue(asRecorded) ? ResumeTerms.AsRecorded : ResumeTerms.Unchanged, form);
        });
        return command;
    }

    private static async Task<int> BranchAsync(
        HostServices services, SessionListing session, string? chain, RunOutput output, CancellationToken cancellation)
    {
        services.Data.EnsureWritable();
        SessionId branch = await new Brancher(services, session, output.Quiet).BranchAsync(chain, cancellation)
            .ConfigureAwait(false);
        return await RunAsync(services, new SessionIndex(services.Data).Get(branch), ResumeTerms.Unchanged, output)
            .ConfigureAwait(false);
    }

    internal static async Task<int> RunAsync(HostServices services, SessionListing session, ResumeTerms terms, RunOutput output)
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
        return await run.RunAsync(system => system.ResumeAsync(session.Id, terms)).ConfigureAwait(false);
    }

    // Only for what is shown: whatever is wrong with the journal is the actors' to tell.
    private static (ChainDefinition? Chain, Plan? Plan) ChainOf(SessionListing session)
    {
        try
        {
            if (SessionFacts.Read(session.Folder) is not { } facts)
            {
                return (null, null);
            }

            ChainDefinition chain = facts.Chain();
            return (chain, Plan.Create(chain, facts.BaseSeed));
        }
        catch (Exception e) when (e is JournalException or FormatException or ArgumentException)
        {
            return (null, null);
        }
    }
}
