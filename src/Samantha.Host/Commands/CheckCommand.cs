using System.CommandLine;
using Samantha.Host.ChainInput;
using Samantha.Host.Checking;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary><c>samantha check</c>: everything that is understood of a chain and its models, without running a step.</summary>
internal static class CheckCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string?> chain = ChainArgument.Create();
        var options = new ChainOptionSet();
        var json = JsonOption.Create("One JSON object.");
        var noTokens = new Option<bool>("--no-tokens")
        {
            Description = "Do not count tokens: no engine is started.",
            Arity = ArgumentArity.Zero,
        };
        var places = new PlaceOptions();
        var command = new VerbCommand("check", CommandTree.DescriptionOf("check"))
        {
            Details =
            [
                "Shows the models, the parsed prompts with their token counts, the plan and what ends it, and every "
                + "warning and error with file, line and column. Loads vocabularies, no weights. Takes the same options as "
                + "samantha run. Exit code 2: there are errors.",
            ],
            Examples =
            [
                new("samantha check hocon/chains/poet.conf", "a chain file"),
                new("samantha check prompts.txt -m samantha-mini", "a prompt list of the original program"),
                new("samantha check my.conf --loops 100 --n-ctx 512", "what other settings would do"),
            ],
        };
        command.Arguments.Add(chain);
        options.AddTo(command);
        command.AddGroup(
            "Output and places", json, noTokens, places.NoSandbox, places.NoColour, places.Data, places.ModelsFolders,
            places.Config);
        command.SetAction((given, cancellation) =>
        {
            HostServices services = context.Services(given, places);
            LoadedChain loaded = ChainArgument.Load(services, chain, options, given);
            return RunAsync(services, loaded, given.GetValue(json), !given.GetValue(noTokens), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        HostServices services, LoadedChain loaded, bool asJson, bool countsTokens, CancellationToken cancellation)
    {
        CheckResult result = await ChainChecker.CheckAsync(services, loaded, countsTokens, cancellation).ConfigureAwait(false);
        if (asJson)
        {
            JsonLine.Write(services.Console.Out, json => CheckJson.Write(json, result));
        }
        else
        {
            new CheckReport(services.Console, result).Write();
        }

        return result.HasErrors ? ExitCodes.BadInput : ExitCodes.Done;
    }
}
