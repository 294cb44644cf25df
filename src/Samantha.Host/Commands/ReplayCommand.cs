using System.CommandLine;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Host.CodeRuns;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Replaying;
using Samantha.Host.Running;

namespace Samantha.Host.Commands;

/// <summary>
/// <c>samantha replay ID</c>: the chain of a session once more as a new session with the same seed; with --verify every recorded
/// response is answered again and compared, and nothing is written.
/// </summary>
internal static class ReplayCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        var verify = new Option<bool>("--verify")
        {
            Description = "Answer every response again, compare token by token, and say where and why it differs.",
            Arity = ArgumentArity.Zero,
        };
        Option<string> threads = ChainOptionSet.Text(
            "--threads", "N", "With --verify: another number of threads than then, to see whether it changes anything.");
        var output = new RunOutputOptions();
        var places = new PlaceOptions();
        var command = new VerbCommand("replay", CommandTree.DescriptionOf("replay"))
        {
            Details =
            [
                "Without --verify it starts a new session with the chain and the seed of the recorded one. With --verify it "
                + "sends each step what was sent then and compares the tokens; programs are not run again, since what they "
                + "printed is part of what was sent. Exit code 0: all the same; 1: something differs. Model file, llama.cpp, "
                + "processor, threads, batch sizes, template and sampler are compared too: with another of them equal tokens "
                + "are not promised, and the difference is called one that was to be expected.",
            ],
            Examples =
            [
                new("samantha replay last --verify", "is the last session repeatable on this machine?"),
                new("samantha replay k3f9 --verify --json", "one JSON object per response"),
                new("samantha replay k3f9", "the same chain with the same seed as a new session"),
            ],
        };
        command.Arguments.Add(session);
        command.AddGroup("Options", verify, threads);
        output.AddTo(command, places);
        command.SetAction((given, cancellation) =>
        {
            if (new OptionValues(given).IsGiven(threads) && !given.GetValue(verify))
            {
                throw CommandFailure.BadInput(
                    "--threads is for --verify: without it a new session is started, with the threads that its chain asks for",
                    "samantha replay ID --verify --threads N");
            }

            HostServices services = context.Services(given, places);
            SessionListing listing = SessionArgument.Resolve(services, given.GetValue(session)!);
            RunOutput form = output.Read(given);
            return given.GetValue(verify)
                ? new ReplayReport(services, listing, form, new OptionValues(given).Between(threads, 1, EngineSettings.ThreadsMax)).VerifyAsync(cancellation)
                : RunAgainAsync(services, listing, form);
        });
        return command;
    }

    private static async Task<int> RunAgainAsync(HostServices services, SessionListing recorded, RunOutput output)
    {
        SessionStarted started = StartOf(recorded);
        ChainDefinition chain = ChainJson.Deserialize(started.Chain);
        chain = chain with { Hyperparameters = chain.Hyperparameters with { Seed = started.BaseSeed } };
        services.Data.EnsureWritable();
        await SandboxNotice.TellAsync(services, chain, output.Quiet).ConfigureAwait(false);
        SessionId session = services.Data.CreateSession(chain.Name, services.Time);
        IRunView view = output.CreateView(services, Plan.Create(chain, started.BaseSeed));
        var run = new SessionRun(services, session, view, chain.ShowHtml);
        return await run.RunAsync(system => system.StartAsync(session, chain)).ConfigureAwait(false);
    }

    private static SessionStarted StartOf(SessionListing session)
    {
        SessionFacts? facts = SessionFacts.Read(session.Folder);
        if (facts?.Branch is { } branch)
        {
            throw CommandFailure.BadInput(
                $"session {session.Id} is a branch of {branch.FromSession}: its first steps came from another chain, so one chain "
                + "cannot repeat it", $"samantha replay {session.Id} --verify answers all of its responses again.");
        }

        return facts?.Start
            ?? throw CommandFailure.BadInput(
                $"session {session.Id} was ended before its first event was written, so there is nothing to repeat");
    }
}
