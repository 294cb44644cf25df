using System.Collections.Immutable;
using System.Text.Json;
using Samantha.Actors.Journal;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Chains.Stop;
using Samantha.Host.Terminal;

namespace Samantha.Host.Sessions;

/// <summary>
/// The answer of <c>stop-test</c>: a row per condition with the first step after which it holds and how often it holds later.
/// </summary>
internal sealed class StopTestReport
{
    private const string Never = "-";

    private readonly HostConsole _console;
    private readonly SessionListing _session;
    private readonly StopSettings? _asked;

    /// <param name="asked">The conditions to ask about; null: the session's own.</param>
    public StopTestReport(HostConsole console, SessionListing session, StopSettings? asked)
    {
        _console = console;
        _session = session;
        _asked = asked;
    }

    public int Write(bool asJson)
    {
        using JournalReader reader = JournalReader.Open(_session.Folder);
        ChainDefinition chain = ChainOf();
        StopSettings settings = _asked ?? chain.Stop;
        bool runsCode = _asked is not null || chain.RunCode;
        ImmutableArray<StopRule> active =
            [.. Enum.GetValues<StopRule>().Where(rule => StopWords.IsActive(settings, rule, runsCode))];
        var rows = active.ToDictionary(rule => rule, _ => new List<StopHit>());
        try
        {
            foreach (StopHit hit in StopTest.Run(SessionJournals.Events(reader), settings, TimeZoneInfo.Local))
            {
                rows[hit.Rule].Add(hit);
            }
        }
        catch (Exception e) when (e is FormatException or SessionInvariantException)
        {
            throw new CommandFailure(ExitCodes.Storage, $"{_session.Id}: the journal cannot be followed: {e.Message}");
        }

        if (asJson)
        {
            active.ToList().ForEach(rule => WriteJson(rule, settings, rows[rule]));
        }
        else
        {
            WriteTable(active, settings, rows);
        }

        return TellDamage(reader);
    }

    private void WriteTable(ImmutableArray<StopRule> active, StopSettings settings, Dictionary<StopRule, List<StopHit>> rows)
    {
        if (active.IsEmpty)
        {
            _console.Note("no condition is set: the plan alone ends such a session");
            return;
        }

        var table = new TextTable("CONDITION", "FIRST AFTER", ">LATER", "WHY");
        foreach (StopRule rule in active)
        {
            List<StopHit> hits = rows[rule];
            table.Add(
                StopWords.Of(settings, rule),
                hits.Count > 0 ? hits[0].Position.StepId : Never,
                hits.Count > 0 ? Amounts.Count(hits.Count - 1) : "",
                hits.Count > 0 ? hits[0].Message
                    : rule == StopRule.DiskFree ? "cannot be told: a journal does not say what was free"
                    : "never in this session");
        }

        table.WriteTo(_console);
        _console.Out.Flush();
        _console.Note(First(rows) is { } first
            ? $"the session would have ended after {first.Position.StepId}: {first.Message}"
            : "none of these would have ended the session early");
    }

    private static StopHit? First(Dictionary<StopRule, List<StopHit>> rows) => rows.Values
        .Where(hits => hits.Count > 0).Select(hits => hits[0])
        .OrderBy(hit => hit.Sequence).FirstOrDefault();

    private void WriteJson(StopRule rule, StopSettings settings, List<StopHit> hits) => JsonLine.Write(_console.Out, json =>
    {
        json.WriteString("rule", JsonNamingPolicy.KebabCaseLower.ConvertName(rule.ToString()));
        json.WriteString("condition", StopWords.Of(settings, rule));
        json.WriteStartArray("hits");
        foreach (StopHit hit in hits)
        {
            json.WriteStartObject();
            json.WriteString("position", hit.Position.StepId);
            json.WriteString("message", hit.Message);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    private ChainDefinition ChainOf()
    {
        return SessionFacts.Read(_session.Folder)?.Chain() ?? throw new CommandFailure(
            ExitCodes.Storage, $"{_session.Id}: the session has no beginning; there is nothing to ask about");
    }

    private int TellDamage(JournalReader reader)
    {
        if (reader.Damage is not { } damage)
        {
            return ExitCodes.Done;
        }

        _console.Failure($"{_session.Id}: the journal is damaged: {damage.What}", "The answer is about what is intact.");
        return ExitCodes.Storage;
    }
}
