using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Samantha.Actors.Journal;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary><c>samantha sessions</c>: what has run and what runs, newest first, from the journals' summaries.</summary>
internal static class SessionsCommand
{
    /// <summary>A screenful; --all shows every one.</summary>
    private const int ShownMax = 20;

    public static Command Build(CommandContext context)
    {
        var all = new Option<bool>("--all", "-a")
        {
            Description = $"All sessions, not only the newest {ShownMax}.",
            Arity = ArgumentArity.Zero,
        };
        var json = JsonOption.Create("One JSON object per session (all of them).");
        var places = new PlaceOptions();
        var command = new VerbCommand("sessions", CommandTree.DescriptionOf("sessions"))
        {
            Details =
            [
                "A session is one run of a chain. Its status is running, paused (samantha resume lets it go on), "
                + "finished, stopped (it can be resumed), failed, "
                + "interrupted (the program died; it can be resumed), empty (it died before the first event) or damaged. "
                + "Tokens are prompts and responses together.",
            ],
            Examples =
            [
                new("samantha sessions", "the newest sessions"),
                new("samantha sessions --json | jq -r 'select(.status==\"stopped\").id'", "the stopped ones, for a script"),
            ],
        };
        command.AddGroup("Options", all, json, places.Data, places.Config, places.NoColour);
        command.SetAction(given => Run(context.Services(given, places), given.GetValue(all), given.GetValue(json)));
        return command;
    }

    private static int Run(HostServices services, bool all, bool asJson)
    {
        HostConsole console = services.Console;
        ImmutableArray<SessionListing> sessions = new SessionIndex(services.Data).List();
        if (asJson)
        {
            sessions.ToList().ForEach(session => WriteJson(console, session));
            return ExitCodes.Done;
        }

        if (sessions.IsEmpty)
        {
            console.Note(
                $"no sessions yet in {services.Data.SessionsFolder}; start one with: samantha run hocon/chains/first.conf");
            return ExitCodes.Done;
        }

        ImmutableArray<SessionListing> shown = all ? sessions : [.. sessions.Take(ShownMax)];
        var table = new TextTable("ID", "CHAIN", "STATUS", "STARTED", ">STEPS", ">TOKENS", ">FAILURES");
        foreach (SessionListing session in shown)
        {
            SessionSummary? summary = session.Summary;
            table.Add(
                session.Id.Text,
                session.Origin is { } origin ? $"{summary?.ChainName} (branch of {origin.Suffix})" : summary?.ChainName,
                session.Status,
                LocalTime(summary?.StartedUtc ?? session.Id.CreatedUtc),
                summary is null ? "" : StepsOf(summary),
                summary is null ? "" : Amounts.Count(summary.Tokens),
                summary is null ? "" : Amounts.Count(summary.Failures));
        }

        table.WriteTo(console);
        console.Out.Flush();
        foreach (SessionListing damaged in shown.Where(session => session.Problem is not null))
        {
            console.Warning($"{damaged.Id}: {damaged.Problem}");
        }

        if (shown.Length < sessions.Length)
        {
            console.Note($"{sessions.Length - shown.Length} older sessions are not shown; --all shows them");
        }

        return ExitCodes.Done;
    }

    private static string StepsOf(SessionSummary summary) => summary.StepsTotal is { } total
        ? $"{Amounts.Count(summary.StepsDone)}/{Amounts.Count(total)}"
        : $"{Amounts.Count(summary.StepsDone)}/endless";

    private static string LocalTime(DateTimeOffset utc) =>
        utc.ToLocalTime().ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private static void WriteJson(HostConsole console, SessionListing session) => JsonLine.Write(console.Out, json =>
    {
        json.WriteString("id", session.Id.Text);
        json.WriteString("status", session.Status);
        json.WriteString("folder", session.Folder);
        if (session.Summary is { } summary)
        {
            json.WriteString("chain", summary.ChainName);
            json.WriteString("startedUtc", summary.StartedUtc);
            json.WriteString("changedUtc", summary.ChangedUtc);
            json.WriteNumber("stepsDone", summary.StepsDone);
            if (summary.StepsTotal is { } total)
            {
                json.WriteNumber("stepsTotal", total);
            }

            json.WriteNumber("tokens", summary.Tokens);
            json.WriteNumber("failures", summary.Failures);
        }

        if (session.Owner is { } owner && session.IsAlive)
        {
            json.WriteNumber("processId", owner.ProcessId);
        }

        if (session.Origin is { } origin)
        {
            json.WriteString("branchOf", origin.Text);
        }

        if (session.Problem is not null)
        {
            json.WriteString("problem", session.Problem);
        }
    });
}
