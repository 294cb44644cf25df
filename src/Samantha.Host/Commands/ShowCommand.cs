using System.CommandLine;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Chains.Text;
using Samantha.Chains.Transcripts;
using Samantha.Host.Composition;
using Samantha.Host.Help;
using Samantha.Host.Reporting;
using Samantha.Host.Sessions;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary>
/// <c>samantha show ID</c>: the transcript or the events of a session from its journal, also while it runs. Writes nothing there.
/// </summary>
internal static class ShowCommand
{
    /// <summary>How often --follow looks for new events.</summary>
    private const int FollowIntervalMs = 300;

    public static Command Build(CommandContext context)
    {
        Argument<string> session = SessionArgument.Create();
        var json = JsonOption.Create("The events of the journal, one JSON object per line.");
        var noTimes = new Option<bool>("--no-times")
        {
            Description = "Leave out times, stops and retries: equal sessions give equal text.",
            Arity = ArgumentArity.Zero,
        };
        var prompts = new Option<bool>("--prompts")
        {
            Description = "Also what was sent: system prompt, previous response, prompt.",
            Arity = ArgumentArity.Zero,
        };
        var follow = new Option<bool>("--follow", "-f")
        {
            Description = "Go on showing responses until the session ends.",
            Arity = ArgumentArity.Zero,
        };
        var part = new ShowPart();
        var places = new PlaceOptions();
        var command = new VerbCommand("show", CommandTree.DescriptionOf("show"))
        {
            Details =
            [
                "Reads the session's journal, also while it runs. The text of an unfinished response is marked as such.",
                "Responses come in the order of the plan; with --follow and --json in the order in which they were given, which is "
                    + "another one where steps were grouped by model.",
            ],
            Examples =
            [
                new("samantha show last", "the session that was started last"),
                new("samantha show k3f9 --prompts | less", "with everything that was sent to the models"),
                new("samantha show last --last 20", "the last 20 steps of a long session"),
                new("samantha show last --from L100.M1.R1.P1 --limit 50", "50 steps from the hundredth loop on"),
                new("samantha show last --no-times > a.txt", "a text that is the same for equal sessions"),
                new("samantha show last --json | jq -r 'select(.type==\"response-committed\").text'", "the responses alone"),
            ],
        };
        command.Arguments.Add(session);
        part.AddTo(command);
        command.AddGroup("Options", json, noTimes, prompts, follow, places.Data, places.Config, places.NoColour);
        command.SetAction((given, cancellation) =>
        {
            var transcript = new TranscriptOptions(WithTimings: !given.GetValue(noTimes), WithPrompts: given.GetValue(prompts));
            HostServices services = context.Services(given, places);
            SessionListing listing = SessionArgument.Resolve(services, given.GetValue(session)!);
            return RunAsync(services.Console, listing, given.GetValue(json), transcript, given.GetValue(follow), part.Read(given),
                cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(
        HostConsole console,
        SessionListing session,
        bool asJson,
        TranscriptOptions options,
        bool follow,
        ShownPart part,
        CancellationToken cancellation)
    {
        using JournalReader reader = JournalReader.Open(session.Folder);
        var events = new JournalEvents(reader);
        part = part.OrDefault(console.Facts.OutIsTerminal && !asJson && !follow, session.Summary);
        var printer = new TranscriptPrinter(console, options);
        while (true)
        {
            // Asked before reading: what is written until the end must still be read.
            bool goesOn = follow && SessionLock.IsHeld(session.Folder);
            Print(
                console,
                events.LastSequence > 0 ? events.ReadNew() : events.Read(part, inPlanOrder: !follow && !asJson),
                printer,
                asJson);
            console.Out.Flush();
            if (!goesOn || reader.Damage is not null)
            {
                break;
            }

            await Task.Delay(FollowIntervalMs, cancellation).ConfigureAwait(false);
        }

        if (!asJson && options.WithTimings)
        {
            PrintPartial(console, session, reader.ReadPartial());
            PrintBudgets(console, session, reader);
        }

        if (part.Note is { } note)
        {
            console.Out.Flush();
            console.Note(note);
        }

        return TellProblems(console, session, reader, events);
    }

    private static void Print(
        HostConsole console,
        IEnumerable<(JournalRecord Record, SessionEvent? Event)> events,
        TranscriptPrinter printer,
        bool asJson)
    {
        foreach ((JournalRecord record, SessionEvent? known) in events)
        {
            if (asJson)
            {
                JsonLine.WriteSafe(console.Out, record.Json);
            }
            else if (known is not null)
            {
                printer.Print(known);
            }
        }
    }

    private static void PrintPartial(HostConsole console, SessionListing session, PartialResponse? partial)
    {
        if (partial is null)
        {
            return;
        }

        string state = session is { IsAlive: true, Status: SessionStatusText.Paused }
            ? "held by a pause; samantha resume answers this step again"
            : session.IsAlive ? "being written" : "interrupted; samantha resume answers this step again";
        console.Out.WriteLine();
        console.Out.WriteLine(console.OutInk.Bold($"---------- {partial.StepId}, unfinished response ({state})"));
        console.Out.WriteLine(TerminalSanitizer.Sanitize(partial.Text));
        console.Out.WriteLine(console.OutInk.Dim($"---------- ({Amounts.Plural(partial.Tokens, "token")} so far)"));
    }

    // On standard error, so that a transcript stays one.
    private static void PrintBudgets(HostConsole console, SessionListing session, JournalReader reader)
    {
        // Few sessions have limits.
        bool mayHaveLimits = session.Origin is not null || reader.ReadFrom().FirstOrDefault() is { } first
            && ChainOfEvent.Find(first.Json) is { } chain && ChainJson.HasLimits(chain);
        if (mayHaveLimits && reader.Damage is null
            && SessionReports.Budgets(session.Folder, session.IsAlive, TimeProvider.System) is { IsEmpty: false } used)
        {
            console.Out.Flush();
            console.Note("budgets: " + BudgetWords.Of(used));
        }
    }

    private static int TellProblems(HostConsole console, SessionListing session, JournalReader reader, JournalEvents events)
    {
        console.Out.Flush();
        if (events.Unknown > 0)
        {
            console.Warning(
                $"{Amounts.Plural(events.Unknown, "event")} of a kind that this version does not know; is there a newer one?");
        }

        if (reader.Damage is not { } damage)
        {
            return ExitCodes.Done;
        }

        console.Failure(
            $"{session.Id}: the journal is damaged: {damage.What}",
            $"What is shown above is intact. samantha resume {session.Id} goes on from there and keeps the damaged file.");
        return ExitCodes.Storage;
    }
}
