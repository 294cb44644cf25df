using System.CommandLine;
using Samantha.Actors.Journal;
using Samantha.Actors.Resuming;
using Samantha.Actors.Storage;
using Samantha.Chains.Plans;
using Samantha.Chains.Prompts;
using Samantha.Chains.Settings;
using Samantha.Host.Branching;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Learning;

namespace Samantha.Host.Commands;

/// <summary>
/// <c>samantha branch ID</c>: another candidate in the place of a token, or other settings from there on, as a session of its own.
/// </summary>
internal static class BranchCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        Option<string> step = StepOption.Create();
        step.Description = "The step, as samantha show names it, such as L1.M1.R1.P2. Left out: the session's only response.";
        Option<string> token = ChainOptionSet.Text(
            "--token", "N", "The token from which on the response is to be another one, counted from 1 as samantha tokens does.");
        Option<string> choose = ChainOptionSet.Text(
            "--choose", "ID|TEXT", "What stands there instead: a token's id, or its exact text (a leading space counts).");
        Option<string> set = ChainOptionSet.Text(
            "--set", "SETTINGS", "Other hyperparameters for the rest of this response: \"temperature=0.8, top_p=0.9\".");
        var output = new RunOutputOptions();
        var places = new PlaceOptions();
        var command = new VerbCommand("branch", CommandTree.DescriptionOf("branch"))
        {
            Details =
            [
                "A branch is a new session. It takes over every step before this response, and the response's tokens before the "
                + "one that you replace; from there on the model goes on by itself with the same seed, and then the rest of the "
                + "chain follows. The session that it comes from stays as it is.",
                "With --set and without --choose the tokens from N on come from the same logits with other settings.",
            ],
            Examples =
            [
                new("samantha tokens last --token 5", "the candidates for the fifth token"),
                new("samantha branch last --token 5 --choose \" sun\"", "another one of them, and on from there"),
                new("samantha branch k3f9 --step L1.M1.R1.P2 --token 12 --choose 456", "told by its id"),
                new("samantha branch last --token 1 --set \"temperature=1.5\"", "the same response, warmer"),
                new("samantha diff last", "the branch and what it came from, word by word"),
            ],
        };
        command.Arguments.Add(session);
        command.AddGroup("What is different", step, token, choose, set);
        output.AddTo(command, places);
        command.SetAction((given, cancellation) =>
        {
            var values = new OptionValues(given);
            StepPosition? wanted = StepOption.Read(given, step);
            int number = values.Between(token, 1, int.MaxValue)
                ?? throw CommandFailure.BadInput("--token is missing: from which token on is the response to be another one?");
            if (!values.IsGiven(choose) && !values.IsGiven(set))
            {
                throw CommandFailure.BadInput("nothing would be different: give --choose, --set or both");
            }

            HyperparameterOverrides? settings = SettingsOf(given.GetValue(set));
            HostServices services = context.Services(given, places);
            SessionListing listing = SessionArgument.Resolve(services, given.GetValue(session)!);
            return RunAsync(
                services, listing, output.Read(given),
                steerer => steerer.BranchAsync(wanted, number, given.GetValue(choose), settings, cancellation));
        });
        return command;
    }

    private static HyperparameterOverrides? SettingsOf(string? text) => text is null ? null
        : SettingsText.TryRead(text, out HyperparameterOverrides settings, out string problem) ? settings
        : throw CommandFailure.BadInput($"--set: {problem}");

    private static async Task<int> RunAsync(
        HostServices services, SessionListing session, RunOutput output, Func<Steerer, Task<SessionId>> make)
    {
        services.Data.EnsureWritable();
        SessionId branch = await make(new Steerer(services, session, output.Quiet)).ConfigureAwait(false);
        return await ResumeCommand.RunAsync(
            services, new SessionIndex(services.Data).Get(branch), ResumeTerms.AsRecorded, output).ConfigureAwait(false);
    }
}
