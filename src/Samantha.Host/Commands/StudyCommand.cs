using System.CommandLine;
using Samantha.Actors.Journal;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Studying;

namespace Samantha.Host.Commands;

/// <summary><c>samantha study ID</c>: what the settings of a session did to its responses.</summary>
internal static class StudyCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        Option<bool> csv = Flag("--csv", "A table with a row for each combination of settings.");
        Option<bool> responses = Flag("--responses", "A table with a row for each response.");
        Option<bool> json = JsonOption.Create("The study as one JSON object.");
        var places = new PlaceOptions();
        var command = new VerbCommand("study", CommandTree.DescriptionOf("study"))
        {
            Details =
            [
                "For a chain with sweep or random-hyperparameters, or any other that varies settings: length, distinct-1, -2 and -3, "
                + "repetition and entropy of the responses, for each combination of the settings that vary. Responses that were asked "
                + "for again with equal settings and text are compared token by token: identical, or where they differ for the first "
                + "time. Nothing is run.",
            ],
            Examples =
            [
                new("samantha run hocon/chains/determinism-study.conf && samantha study last", "which settings leave no choice?"),
                new("samantha study last --csv > study.csv", "for a table calculation"),
            ],
        };
        command.Arguments.Add(session);
        command.AddGroup("Options", csv, responses, json, places.Data, places.Config, places.NoColour);
        command.SetAction(given =>
        {
            var values = new OptionValues(given);
            values.RefuseTogether(csv, json);
            values.RefuseTogether(csv, responses);
            values.RefuseTogether(responses, json);
            HostServices services = context.Services(given, places);
            SessionListing listing = SessionArgument.Resolve(services, given.GetValue(session)!);
            return new StudyReport(services, listing).Write(
                given.GetValue(csv) ? StudyForm.Csv
                : given.GetValue(responses) ? StudyForm.ResponsesCsv
                : given.GetValue(json) ? StudyForm.Json : StudyForm.Table);
        });
        return command;
    }

    private static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };
}
