using System.CommandLine;
using System.Globalization;
using Samantha.Engine.Client;
using Samantha.Engine.Protocol;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Inspection;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary><c>samantha models vocab FILE</c>: a page of a model's vocabulary, from an engine that loads only that.</summary>
internal static class ModelsVocabCommand
{
    private const int DefaultCount = 100;

    public static Command Build(CommandContext context)
    {
        Argument<string> model = ModelArgument.Create();
        var filter = new Option<string>("--filter")
        {
            HelpName = "TEXT",
            Description = "Only tokens that contain this text, in any case.",
        };
        var from = new Option<int>("--from")
        {
            HelpName = "N",
            Description = "Leave out the first N that match.",
            DefaultValueFactory = _ => 0,
        };
        var count = new Option<int>("--count")
        {
            HelpName = "N",
            Description = string.Create(
                CultureInfo.InvariantCulture, $"Show so many, up to {EngineProtocol.TokensPerReplyMax}. Default {DefaultCount}."),
            DefaultValueFactory = _ => DefaultCount,
        };
        var json = JsonOption.Create("One JSON object per token.");
        var places = new PlaceOptions();
        var command = new VerbCommand("vocab", "show a model's vocabulary")
        {
            Details = ["Loads the vocabulary only. Each line has the token's number, its kind, its bytes and its text."],
            Examples =
            [
                new("samantha models vocab samantha-mini --filter love", "tokens that contain 'love'"),
                new("samantha models vocab samantha-mini --from 1000 --count 20", "twenty from the middle"),
            ],
        };
        command.Arguments.Add(model);
        command.AddGroup("Options", filter, from, count, json, places.ModelsFolders, places.Data, places.Config, places.NoColour);
        command.SetAction((given, cancellation) =>
        {
            int first = Require(given.GetValue(from), "--from", 0, int.MaxValue);
            int number = Require(given.GetValue(count), "--count", 1, EngineProtocol.TokensPerReplyMax);
            return RunAsync(
                context.Services(given, places),
                given.GetValue(model)!,
                first,
                number,
                given.GetValue(filter) ?? "",
                given.GetValue(json),
                cancellation);
        });
        return command;
    }

    private static int Require(int value, string name, int min, int max) => value >= min && value <= max
        ? value
        : throw CommandFailure.BadInput($"{name} must be from {min} to {max}, not {value}");

    private static async Task<int> RunAsync(
        HostServices services, string reference, int from, int count, string filter, bool asJson, CancellationToken cancellation)
    {
        await using EngineClient engine =
            await VocabularyEngine.OpenAsync(services, reference, cancellation).ConfigureAwait(false);
        VocabularyPage page = await engine.VocabularyAsync(from, count, filter, cancellation).ConfigureAwait(false);
        TokenLines.Write(services.Console, page.Tokens, asJson);
        if (!asJson)
        {
            string matching = filter.Length == 0 ? "" : $"{Amounts.Count(page.MatchingTokens)} matching of ";
            services.Console.Note(
                $"{Amounts.Count(page.Tokens.Length)} shown, {matching}{Amounts.Count(page.TotalTokens)} in all");
        }

        return ExitCodes.Done;
    }
}
