using System.CommandLine;
using Samantha.Actors.Journal;
using Samantha.Chains.Evidence;
using Samantha.Chains.Plans;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Learning;

namespace Samantha.Host.Commands;

/// <summary><c>samantha tokens ID</c>: how the tokens of finished responses were chosen.</summary>
internal static class TokensCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        Option<string> step = StepOption.Create();
        Option<string> token = ChainOptionSet.Text("--token", "N", "All about one token: its candidates at each stage.");
        Option<string> candidates = ChainOptionSet.Text(
            "--candidates", "N", "Candidates of responses that are answered again, 1 to 100 (10 unless set).");
        Option<bool> recompute = Flag("--recompute", "Answer the responses again, also where the journal has the evidence.");
        Option<bool> json = JsonOption.Create("One JSON object per token.");
        Option<bool> csv = Flag("--csv", "A table with a row per candidate of each token.");
        var places = new PlaceOptions();
        var command = new VerbCommand("tokens", CommandTree.DescriptionOf("tokens"))
        {
            Details =
            [
                "Logits and ranks are the model's own; \"drawn from\" is the probability after penalties, filters and temperature. "
                + "A chain with evidence = on keeps all this in its journal; other responses are answered again with what was sent "
                + "then, which is said, and it is said when the tokens come out different.",
            ],
            Examples =
            [
                new("samantha tokens last", "every token of the last session, with rank and entropy"),
                new("samantha tokens last --step L1.M1.R1.P2 --token 5", "the candidates of one token, stage by stage"),
                new("samantha tokens k3f9 --csv > tokens.csv", "a table"),
            ],
        };
        command.Arguments.Add(session);
        command.AddGroup(
            "Options", step, token, candidates, recompute, json, csv, places.Data, places.ModelsFolders, places.Config, places.NoColour);
        command.SetAction((given, cancellation) =>
        {
            var values = new OptionValues(given);
            values.RefuseTogether(json, csv);
            StepPosition? wanted = StepOption.Read(given, step);
            int? number = values.Between(token, 1, int.MaxValue);
            int shown = values.Between(candidates, 1, EvidenceSettings.CandidatesMax) ?? EvidenceSettings.CandidatesDefault;
            HostServices services = context.Services(given, places);
            SessionListing listing = SessionArgument.Resolve(services, given.GetValue(session)!);
            var request = new TokensRequest(
                wanted, number, shown, given.GetValue(recompute), given.GetValue(json), given.GetValue(csv));
            return new TokensReport(services, listing, request).WriteAsync(cancellation);
        });
        return command;
    }

    private static Option<bool> Flag(string name, string description) =>
        new(name) { Description = description, Arity = ArgumentArity.Zero };
}
