using System.CommandLine;
using Samantha.Actors.Journal;
using Samantha.Chains.Plans;
using Samantha.Engine.Protocol;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Learning;

namespace Samantha.Host.Commands;

/// <summary><c>samantha verify-logits ID</c>: checks what is told of tokens by another evaluation.</summary>
internal static class VerifyLogitsCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        Option<string> step = StepOption.Create();
        Option<string> batch = ChainOptionSet.Text(
            "--batch", "N", $"Tokens of a response in one evaluation, 1 to {EngineProtocol.EvaluateBatchMax}. 1, unless set: as it "
            + "was made. More is another computation, which may differ in the last digits.");
        Option<bool> json = JsonOption.Create("One JSON object per response.");
        var places = new PlaceOptions();
        var command = new VerbCommand("verify-logits", CommandTree.DescriptionOf("verify-logits"))
        {
            Details =
            [
                "Evaluates each response once more: a fresh engine, an empty context, the known tokens one after the other. Compares "
                + "the logits of all candidates that are known, and probabilities, ranks and entropies by arithmetic of its own. What "
                + "is compared is the journal's evidence, or that of the response answered again when there is none.",
                "Exit code 0: logits differ by less than 0.001, every rank and every choice is the same; 1: something differs.",
            ],
            Examples =
            [
                new("samantha verify-logits last", "do the numbers of the last session hold?"),
                new("samantha verify-logits k3f9 --batch 4 --json", "four tokens at once, one JSON object per response"),
            ],
        };
        command.Arguments.Add(session);
        command.AddGroup("Options", step, batch, json, places.Data, places.ModelsFolders, places.Config, places.NoColour);
        command.SetAction((given, cancellation) =>
        {
            StepPosition? wanted = StepOption.Read(given, step);
            int tokens = new OptionValues(given).Between(batch, 1, EngineProtocol.EvaluateBatchMax) ?? 1;
            HostServices services = context.Services(given, places);
            SessionListing listing = SessionArgument.Resolve(services, given.GetValue(session)!);
            return new VerifyLogitsReport(services, listing, wanted, tokens, given.GetValue(json)).WriteAsync(cancellation);
        });
        return command;
    }
}
