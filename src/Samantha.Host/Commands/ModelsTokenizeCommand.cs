using System.CommandLine;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Host.ChainInput;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Inspection;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary>
/// <c>samantha models tokenize FILE TEXT</c>: how a model splits a text, from an engine that loads only the vocabulary.
/// </summary>
internal static class ModelsTokenizeCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> model = ModelArgument.Create();
        var text = new Argument<string>("text")
        {
            HelpName = "TEXT",
            Description = "The text; - reads it from standard input.",
            Arity = ArgumentArity.ExactlyOne,
        };
        var special = new Option<bool>("--special")
        {
            Description = "Read control tokens such as <|im_end|> as tokens instead of as text.",
            Arity = ArgumentArity.Zero,
        };
        var json = JsonOption.Create("One JSON object per token.");
        var places = new PlaceOptions();
        var command = new VerbCommand("tokenize", "show how a model splits a text into tokens")
        {
            Details = ["A chain's texts are always read without --special: what a user or a model writes cannot open a role."],
            Examples =
            [
                new("samantha models tokenize samantha-mini \"Love is a fire\"", "number, kind, bytes and text of each token"),
                new("samantha models tokenize samantha-mini - < essay.txt", "a file; the count is the last line"),
            ],
        };
        command.Arguments.Add(model);
        command.Arguments.Add(text);
        command.AddGroup("Options", special, json, places.ModelsFolders, places.Data, places.Config, places.NoColour);
        command.SetAction((given, cancellation) => RunAsync(
            context.Services(given, places),
            given.GetValue(model)!,
            given.GetValue(text)!,
            given.GetValue(special),
            given.GetValue(json),
            cancellation));
        return command;
    }

    private static async Task<int> RunAsync(
        HostServices services, string reference, string text, bool special, bool asJson, CancellationToken cancellation)
    {
        string input = text == "-" ? TextFiles.ReadOrFail("-").Text! : text;
        await using EngineClient engine =
            await VocabularyEngine.OpenAsync(services, reference, cancellation).ConfigureAwait(false);
        TokenizeResult result = await engine.TokenizeAsync(input, special, cancellation).ConfigureAwait(false);
        TokenLines.Write(services.Console, result.Tokens, asJson);
        if (!asJson)
        {
            services.Console.Note(Amounts.Plural(result.TokenCount, "token")
                + (result.Truncated ? $", the first {Amounts.Count(result.Tokens.Length)} are shown" : ""));
        }

        return ExitCodes.Done;
    }
}
