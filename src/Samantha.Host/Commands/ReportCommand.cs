using System.CommandLine;
using Samantha.Actors.Journal;
using Samantha.Chains.Reports;
using Samantha.Chains.Text;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Reporting;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary><c>samantha report ID</c>: what a session came to, from its journal alone. Changes nothing.</summary>
internal static class ReportCommand
{
    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        var json = JsonOption.Create("The report as one JSON object.");
        var places = new PlaceOptions();
        var command = new VerbCommand("report", CommandTree.DescriptionOf("report"))
        {
            Details =
            [
                "What happened and how long it took, failures and retries by reason, interrupts, loads, programs, what detectors "
                + "found, tokens per second over time, and what is used of the chain's limits. Also while the session runs.",
            ],
            Examples =
            [
                new("samantha report last", "on Monday morning"),
                new("samantha report k3f9 --json | jq .failures", "for a script"),
            ],
        };
        command.Arguments.Add(session);
        command.AddGroup("Options", json, places.Data, places.Config, places.NoColour);
        command.SetAction(given =>
        {
            HostServices services = context.Services(given, places);
            return Run(services, SessionArgument.Resolve(services, given.GetValue(session)!), given.GetValue(json));
        });
        return command;
    }

    private static int Run(HostServices services, SessionListing session, bool asJson)
    {
        HostConsole console = services.Console;
        (SessionReport? report, string? damage) = SessionReports.Read(session.Folder, session.IsAlive, services.Time);
        if (report is null)
        {
            throw new CommandFailure(
                ExitCodes.Storage, $"{session.Id}: the session has no beginning; there is nothing to report", damage);
        }

        if (asJson)
        {
            JsonLine.WriteSafe(console.Out, ReportJson.Serialize(report));
        }
        else
        {
            foreach (ReportRow row in ReportRows.Full(report))
            {
                console.Out.WriteLine($"{console.OutInk.Bold(row.Name.PadRight(11))} {TerminalSanitizer.SanitizeLine(row.Value)}");
            }
        }

        console.Out.Flush();
        if (damage is null)
        {
            return ExitCodes.Done;
        }

        console.Failure($"{session.Id}: the journal is damaged: {damage}", "The report is about what is intact.");
        return ExitCodes.Storage;
    }
}
