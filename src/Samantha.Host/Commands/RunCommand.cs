using System.CommandLine;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Engine.Protocol;
using Samantha.Host.ChainInput;
using Samantha.Host.CodeRuns;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Learning;
using Samantha.Host.Running;

namespace Samantha.Host.Commands;

/// <summary><c>samantha run</c>: makes a session of a chain file and the options, runs it and shows it.</summary>
internal static class RunCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string?> chain = ChainArgument.Create();
        var options = new ChainOptionSet();
        var learn = new LearnOptions();
        var output = new RunOutputOptions();
        var places = new PlaceOptions();
        var command = new VerbCommand("run", CommandTree.DescriptionOf("run"))
        {
            Details =
            [
                "Every option overrides the chain file's setting. On a terminal the response appears as it is written, "
                + "above a line that tells model, step, phase, tokens, speed, context and time; a pipe gets the plain "
                + "transcript.",
                "Ctrl+C once stops after the current step, twice at once. A stopped or interrupted session goes on with "
                + "samantha resume.",
            ],
            Examples =
            [
                new("samantha run hocon/chains/first.conf", "a chain file"),
                new("samantha run -p \"Who are you?\" -p \"And why?\" --feedback", "the first answer goes into the second step"),
                new("samantha run prompts.txt -m samantha-mini -m other.gguf --loops 3", "a prompt list, two models, three times"),
                new("samantha run poet.conf --preset stochastic --seed 7", "a chain with other samplers, repeatable"),
                new("samantha run -p \"Who are you?\" --learn --step", "token by token, with the candidates of each"),
                new("echo \"Who are you?\" | samantha run --prompts - --json", "prompts from a pipe, events as JSON lines"),
            ],
        };
        command.Arguments.Add(chain);
        options.AddTo(command);
        learn.AddTo(command);
        output.AddTo(command, places);
        command.SetAction((given, _) =>
        {
            ResponsePace? pace = learn.Read(given);
            HostServices services = context.Services(given, places);
            RunOutput form = output.Read(given);
            if (pace is { Step: true } && form.AsJson)
            {
                throw CommandFailure.BadInput("--step waits for a person and --json is for programs", "Use --delay with --json.");
            }

            LoadedChain loaded = ChainArgument.Load(services, chain, options, given);
            return RunAsync(services, loaded, form, pace);
        });
        return command;
    }

    private static async Task<int> RunAsync(HostServices services, LoadedChain loaded, RunOutput output, ResponsePace? pace)
    {
        ChainDefinition chain = ChainAcceptance.Accept(services, loaded, output.Quiet);
        services.Data.EnsureWritable();
        await SandboxNotice.TellAsync(services, chain, output.Quiet).ConfigureAwait(false);
        SessionId session = services.Data.CreateSession(chain.Name, services.Time);
        LearnRun? learn = pace is not null && !output.AsJson
            ? new LearnRun(new LearnRunView(services.Console, output.Quiet), pace)
            : null;
        IRunView view = learn?.View ?? output.CreateView(services, Plan.Create(chain, chain.Seed ?? 0));
        var run = new SessionRun(services, session, view, chain.ShowHtml) { Next = learn is null ? null : learn.NextAsync };
        return await run.RunAsync(system =>
        {
            learn?.Begin(system, session);
            return system.StartAsync(session, chain, loaded.File, pace ?? ResponsePace.Free);
        }).ConfigureAwait(false);
    }
}
