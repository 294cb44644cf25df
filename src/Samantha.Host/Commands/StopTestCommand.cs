using System.CommandLine;
using Samantha.Actors.Journal;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Prompts;
using Samantha.Host.ChainInput;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Sessions;

namespace Samantha.Host.Commands;

/// <summary>
/// <c>samantha stop-test ID</c>: where other conditions would have ended a session that is over. Changes nothing.
/// </summary>
internal static class StopTestCommand
{
    /// <summary>No condition at all: those that are asked about are added one by one.</summary>
    private static readonly StopSettings Nothing = new() { ResponseLine = null, OutputLine = null };

    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        var chain = new Option<string>("--chain")
        {
            HelpName = "FILE",
            Description = "Ask about the conditions of this chain file; single options win over it.",
        };
        var stops = new StopOptionSet();
        var json = JsonOption.Create("One JSON object per condition.");
        var places = new PlaceOptions();
        var command = new VerbCommand("stop-test", CommandTree.DescriptionOf("stop-test"))
        {
            Details =
            [
                "Goes through the session's journal and asks after each step whether a condition holds. Without options it asks "
                + "about the session's own conditions; with them, about those alone. Nothing is run and nothing is changed.",
            ],
            Examples =
            [
                new("samantha stop-test last --stop-output on", "after which step a program first printed something"),
                new("samantha stop-test k3f9 --stop-matches \"(?i)done\" --stop-tokens 2000", "two conditions"),
                new("samantha stop-test last --chain other.conf", "the conditions of another chain"),
            ],
        };
        command.Arguments.Add(session);
        stops.AddTo(command);
        command.AddGroup("Options", chain, json, places.Data, places.Config, places.NoColour);
        command.SetAction(given =>
        {
            HostServices services = context.Services(given, places);
            SessionListing listing = SessionArgument.Resolve(services, given.GetValue(session)!);
            StopSettings? asked = Asked(services, given, stops, given.GetValue(chain));
            return new StopTestReport(services.Console, listing, asked).Write(given.GetValue(json));
        });
        return command;
    }

    /// <summary>Null: nothing was asked about, so the session's own conditions are meant.</summary>
    private static StopSettings? Asked(HostServices services, ParseResult given, StopOptionSet stops, string? chainFile)
    {
        if (chainFile is null && !stops.IsAnyGiven(given))
        {
            return null;
        }

        ChainDefinition below = chainFile is null
            ? ChainDefinition.FromPrompts(PromptList.Literal([])) with { Stop = Nothing }
            : ChainOf(services, chainFile)
                ?? throw CommandFailure.BadInput(
                    $"{chainFile} is not a chain that can be read", $"samantha check {chainFile} says what is wrong with it.");
        return stops.Read(given, new ChainOptions()).ApplyTo(below).Stop;
    }

    private static ChainDefinition? ChainOf(HostServices services, string file)
    {
        var named = new NamedFiles(new PdfFiles(services, isCopyAllowed: false));
        return ChainLoader.Load(services, file, _ => new ChainOptions(), named, TextFileEncoding.Auto).Chain;
    }
}
