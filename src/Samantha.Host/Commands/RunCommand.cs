using System.CommandLine;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Plans;
using Samantha.Host.ChainInput;
using Samantha.Host.CodeRuns;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Running;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary><c>samantha run</c>: makes a session of a chain file and the options, runs it and shows it.</summary>
internal static class RunCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string?> chain = ChainArgument.Create();
        var options = new ChainOptionSet();
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
                new("echo \"Who are you?\" | samantha run --prompts - --json", "prompts from a pipe, events as JSON lines"),
            ],
        };
        command.Arguments.Add(chain);
        options.AddTo(command);
        output.AddTo(command, places);
        command.SetAction((given, _) =>
        {
            HostServices services = context.Services(given, places);
            LoadedChain loaded = ChainArgument.Load(services, chain, options, given);
            return RunAsync(services, loaded, output.Read(given));
        });
        return command;
    }

    private static async Task<int> RunAsync(HostServices services, LoadedChain loaded, RunOutput output)
    {
        ChainDefinition chain = Accept(services, loaded, output.Quiet);
        services.Data.EnsureWritable();
        await SandboxNotice.TellAsync(services, chain, output.Quiet).ConfigureAwait(false);
        SessionId session = services.Data.CreateSession(chain.Name, services.Time);
        IRunView view = output.CreateView(services, Plan.Create(chain, chain.Seed ?? 0));
        var run = new SessionRun(services, session, view, chain.ShowHtml);
        return await run.RunAsync(system => system.StartAsync(session, chain)).ConfigureAwait(false);
    }

    // Errors of single prompts do not stop the others: those steps fail by name.
    private static ChainDefinition Accept(HostServices services, LoadedChain loaded, bool quiet)
    {
        HostConsole console = services.Console;
        if (loaded.Chain is null || !loaded.CanRun)
        {
            List<Diagnostic> errors = [.. loaded.Errors];
            errors.SkipLast(1).ToList().ForEach(error => console.Failure(DiagnosticText.WithoutSeverity(error), null));
            string last =
                errors.Count > 0 ? DiagnosticText.WithoutSeverity(errors[^1]) : $"{loaded.Source}: the chain cannot run";
            throw CommandFailure.BadInput(last, $"samantha check {loaded.Source} shows everything that was understood.");
        }

        foreach (Diagnostic finding in loaded.Findings.Where(finding => finding.IsError || !quiet))
        {
            console.Warning(DiagnosticText.WithoutSeverity(finding));
        }

        RequireAModel(services, loaded.Chain);
        return loaded.Chain;
    }

    // A chain of which no model exists would only fail step by step.
    private static void RequireAModel(HostServices services, ChainDefinition chain)
    {
        var missing = new List<ModelNotFoundException>();
        string[] references = [.. chain.Models.Select(entry => entry.Model).Distinct(StringComparer.Ordinal)];
        foreach (string reference in references)
        {
            try
            {
                services.Resolver.Resolve(reference);
            }
            catch (ModelNotFoundException e)
            {
                missing.Add(e);
            }
        }

        if (missing.Count == references.Length)
        {
            throw missing[0];
        }

        missing.ForEach(problem => services.Console.Warning(problem.Message));
    }
}
