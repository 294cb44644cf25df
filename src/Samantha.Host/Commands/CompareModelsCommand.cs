using System.CommandLine;
using Samantha.Actors.Comparing;
using Samantha.Actors.ModelFiles;
using Samantha.Chains.ChainFiles;
using Samantha.Host.ChainInput;
using Samantha.Host.Comparing;
using Samantha.Host.Composition;
using Samantha.Host.Help;

namespace Samantha.Host.Commands;

/// <summary><c>samantha compare-models A B --text FILE</c>: how two models' expectations of a text differ.</summary>
internal static class CompareModelsCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> first = Model("first", "The model that the other is measured against: a .gguf file, or a name from the models folders.");
        Argument<string> second = Model("second", "The other one, with the same vocabulary.");
        Option<string> text = ChainOptionSet.Text("--text", "FILE", "The text that both read; - reads it from standard input.");
        Option<string> tokens = ChainOptionSet.Text(
            "--tokens", "N", $"Tokens of the text at most, 2 to {ComparisonRequest.TokensLimit} ({ComparisonRequest.TokensDefault} unless set).");
        Option<bool> csv = new("--csv") { Description = "A table with a row for each token.", Arity = ArgumentArity.Zero };
        Option<bool> json = JsonOption.Create("One JSON object with everything.");
        var places = new PlaceOptions();
        var command = new VerbCommand("compare-models", CommandTree.DescriptionOf("compare-models"))
        {
            Details =
            [
                "Both models evaluate the text, one after the other, and their distributions behind every token are compared over the whole "
                + "vocabulary: where they expect another token for the first time, how often they agree on the most likely one, and the "
                + "Kullback-Leibler divergence of the second from the first in bits (0: the same distribution). Made for two quantisations "
                + "of one model, or a model before and after training. The text is read as it is, without a chat template.",
            ],
            Examples =
            [
                new("samantha compare-models samantha-mini-f16 samantha-mini --text README.md", "what does the smaller file cost?"),
                new("samantha compare-models a.gguf b.gguf --text essay.txt --csv > tokens.csv", "token by token"),
            ],
        };
        command.Arguments.Add(first);
        command.Arguments.Add(second);
        command.AddGroup("Options", text, tokens, csv, json, places.ModelsFolders, places.Data, places.Config, places.NoColour);
        command.SetAction((given, cancellation) =>
        {
            var values = new OptionValues(given);
            values.RefuseTogether(csv, json);
            int tokensMax = values.Between(tokens, 2, ComparisonRequest.TokensLimit) ?? ComparisonRequest.TokensDefault;
            string file = given.GetValue(text)
                ?? throw CommandFailure.BadInput("no text was given", "Write --text FILE, or --text - for standard input.");
            FileText read = TextFiles.ReadOrFail(file);
            HostServices services = context.Services(given, places);
            ResolvedModel a = ModelArgument.Resolve(services, given.GetValue(first)!);
            ResolvedModel b = ModelArgument.Resolve(services, given.GetValue(second)!);
            var request = new ComparisonRequest(a.Path, b.Path, read.Text ?? "", tokensMax, services.Data.Root);
            return new ModelComparisonReport(services, request, given.GetValue(csv), given.GetValue(json)).WriteAsync(cancellation);
        });
        return command;
    }

    private static Argument<string> Model(string name, string description) =>
        new(name) { HelpName = name.ToUpperInvariant(), Description = description, Arity = ArgumentArity.ExactlyOne };
}
