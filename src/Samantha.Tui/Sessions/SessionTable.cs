using System.Collections.Immutable;
using System.Globalization;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Tables;
using Samantha.Tui.Sessions.Watching;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Sessions;

/// <summary>The list of sessions as rows of a table. Pure.</summary>
public static class SessionTable
{
    private const string TimeFormat = "yyyy-MM-dd HH:mm";

    public static ImmutableArray<TableColumn> Columns(TextCatalog texts) =>
    [
        new(texts["sessions.chain"], MostCells: 32),
        new(texts["sessions.status"], MostCells: 24),
        new(texts["sessions.started"], MostCells: 16),
        new(texts["sessions.steps"], AlignRight: true, MostCells: 16),
        new(texts["sessions.tokens"], AlignRight: true, MostCells: 12),
        new(texts["sessions.failures"], AlignRight: true, MostCells: 8),
        new(texts["sessions.id"], MostCells: 46),
    ];

    public static ImmutableArray<TableRow> Rows(
        TextCatalog texts, IEnumerable<SessionListing> listings, ImmutableHashSet<SessionId> here, TimeZoneInfo zone) =>
        [.. listings.Select(listing => RowOf(texts, listing, here, zone))];

    private static TableRow RowOf(
        TextCatalog texts, SessionListing listing, ImmutableHashSet<SessionId> here, TimeZoneInfo zone)
    {
        SessionSummary? summary = listing.Summary;
        DateTimeOffset started = TimeZoneInfo.ConvertTime(summary?.StartedUtc ?? listing.Id.CreatedUtc, zone);
        string status = texts.Status(listing.Status);
        string where = listing.IsAlive && !here.Contains(listing.Id) ? texts.Format("session.elsewhere", status) : status;
        ThemeRole role = listing.Status switch
        {
            SessionStatusText.Running => ThemeRole.Accent,
            SessionStatusText.Finished => ThemeRole.Success,
            SessionStatusText.Failed or SessionStatusText.Damaged => ThemeRole.Error,
            SessionStatusText.Stopped or SessionStatusText.Interrupted => ThemeRole.Warning,
            _ => ThemeRole.Muted,
        };
        return new TableRow(
            listing.Id.Text,
            [
                new TableCell(listing.Origin is { } origin ? texts.Format("sessions.branch-of", NameOf(listing), origin.Suffix) : NameOf(listing)),
                new TableCell(where, null, role),
                new TableCell(started.ToString(TimeFormat, CultureInfo.InvariantCulture), started.UtcTicks),
                new TableCell(StepsOf(texts, summary), summary?.StepsDone ?? 0),
                new TableCell(summary is null ? "" : texts.Number(summary.Tokens), summary?.Tokens ?? 0),
                new TableCell(summary is null ? "" : texts.Number(summary.Failures), summary?.Failures ?? 0),
                new TableCell(listing.Id.Text),
            ],
            listing);
    }

    private static string NameOf(SessionListing listing) =>
        OneLine.Of(listing.Summary?.ChainName is { Length: > 0 } name ? name : listing.Id.Name);

    private static string StepsOf(TextCatalog texts, SessionSummary? summary) => summary switch
    {
        null => "",
        { StepsTotal: { } total } => $"{texts.Number(summary.StepsDone)}/{texts.Number(total)}",
        _ => texts.Number(summary.StepsDone),
    };
}
