using System.CommandLine;
using Samantha.Actors.Journal;
using Samantha.Chains.Plans;
using Samantha.Host.Comparing;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Learning;

namespace Samantha.Host.Commands;

/// <summary><c>samantha diff ID [OTHER]</c>: the responses of two sessions word by word.</summary>
internal static class DiffCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        var other = new Argument<string?>("other")
        {
            HelpName = "OTHER",
            Description = "The session to compare with. Left out: the one that a branch came from.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        Option<string> step = StepOption.Create();
        Option<bool> json = JsonOption.Create("One JSON object per step.");
        var places = new PlaceOptions();
        var command = new VerbCommand("diff", CommandTree.DescriptionOf("diff"))
        {
            Details =
            [
                "Compares the responses to the same steps. [-words-] are only in the first session, {+words+} only in the second. "
                + "A branch that is named alone is compared with the session that it came from.",
            ],
            Examples =
            [
                new("samantha diff last", "a branch and what it came from"),
                new("samantha diff k3f9 x3vt --step L1.M1.R1.P2", "one step of two sessions"),
            ],
        };
        command.Arguments.Add(session);
        command.Arguments.Add(other);
        command.AddGroup("Options", step, json, places.Data, places.Config, places.NoColour);
        command.SetAction((given, _) =>
        {
            StepPosition? wanted = StepOption.Read(given, step);
            HostServices services = context.Services(given, places);
            SessionListing named = SessionArgument.Resolve(services, given.GetValue(session)!);
            (SessionListing first, SessionListing second) = given.GetValue(other) is { } reference
                ? (named, SessionArgument.Resolve(services, reference))
                : (OriginOf(services, named), named);
            return Task.FromResult(new SessionDiff(services, first, second, wanted).Write(given.GetValue(json)));
        });
        return command;
    }

    private static SessionListing OriginOf(HostServices services, SessionListing branch)
    {
        if (branch.Origin is not { } origin)
        {
            throw CommandFailure.BadInput(
                $"session {branch.Id} is no branch; name the session to compare it with", $"samantha diff {branch.Id} OTHER");
        }

        var index = new SessionIndex(services.Data);
        return index.Get(index.Resolve(origin.Text));
    }
}
