using System.Collections.Immutable;
using System.Text;
using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Actors.Storage;
using Samantha.Chains.Plans;
using Samantha.Chains.Sessions;
using Samantha.Chains.Transcripts;
using Samantha.Tui.Sessions.Comparing;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Sessions.Watching;

/// <summary>Reads journals for the screen, away from the UI thread. Writes nothing and keeps nothing open.</summary>
public static class SessionReading
{
    /// <summary>More than any terminal takes onto the clipboard.</summary>
    public const int CopyCharsMax = 2_000_000;

    private static readonly TimeSpan s_statusTimeout = TimeSpan.FromSeconds(2);

    /// <exception cref="JournalException">It cannot be read at all.</exception>
    public static SessionRead Read(
        SessionIndex index, SessionId session, TextCatalog texts, TranscriptStyle style, CancellationToken ct)
    {
        SessionListing listing = index.Get(session);
        var picture = new SessionPicture(session);
        var transcript = new SessionTranscript(texts, style);
        if (listing is { Summary: null, Problem: null })
        {
            return new SessionRead(listing, picture, transcript, null, null);
        }

        using JournalReader reader = JournalReader.Open(listing.Folder);
        if (reader.FindFromEnd(SessionPicture.RowsMax + 1) is not null)
        {
            ReadEnd(reader, picture, transcript, ct);
            return Finish(listing, picture, transcript, reader);
        }

        var inPlanOrder = new PlanOrderedRecords(reader);
        foreach ((long sequence, SessionEvent? happened) in EventsFrom(reader, 1))
        {
            ct.ThrowIfCancellationRequested();
            if (happened is null)
            {
                picture.PassOver(sequence);
                continue;
            }

            picture.Apply(happened, inPlanOrder.IsReordered ? -1 : transcript.Add(happened));
        }

        foreach (JournalRecord record in inPlanOrder.IsReordered ? inPlanOrder.Read() : [])
        {
            ct.ThrowIfCancellationRequested();
            if (record.Sequence <= picture.LastSequence && Parse(record) is { } happened)
            {
                picture.Place(happened, transcript.Add(happened));
            }
        }

        return Finish(listing, picture, transcript, reader);
    }

    // Of a very long session the last steps are shown; the rest is in the journal, for show and export.
    private static void ReadEnd(JournalReader reader, SessionPicture picture, SessionTranscript transcript, CancellationToken ct)
    {
        picture.ShowEnd(SessionJournals.ReadState(reader));
        foreach (JournalRecord record in JournalWindow.Last(reader, SessionPicture.RowsMax))
        {
            ct.ThrowIfCancellationRequested();
            if (Parse(record) is { } happened)
            {
                picture.ApplyShown(happened, transcript.Add(happened));
            }

            picture.PassOver(record.Sequence);
        }
    }

    private static SessionRead Finish(
        SessionListing listing, SessionPicture picture, SessionTranscript transcript, JournalReader reader)
    {
        PartialResponse? partial = reader.ReadPartial();
        if (!listing.IsAlive)
        {
            ShowLeftOver(picture, transcript, partial);
            picture.End();
        }

        return new SessionRead(listing, picture, transcript, partial, reader.Damage?.What ?? picture.Problem);
    }

    /// <summary>What another process added, and what it says of itself.</summary>
    public static async Task<SessionAddition> ReadMoreAsync(
        SessionIndex index, SessionId session, long lastSequence, CancellationToken ct)
    {
        SessionListing listing = index.Get(session);
        ImmutableArray<(long, SessionEvent?)> events = [];
        PartialResponse? partial = null;
        if (listing.Summary is not null)
        {
            using JournalReader reader = JournalReader.Open(listing.Folder);
            events = [.. EventsFrom(reader, lastSequence + 1)];
            partial = reader.ReadPartial();
        }

        return new SessionAddition(listing, events, partial, listing.IsAlive ? await AskAsync(listing.Folder, ct) : null);
    }

    /// <summary>The response that a row stands for, for copying and comparing; null when there is none.</summary>
    public static ComparedResponse? Response(SessionIndex index, SessionId session, StepRow row)
    {
        using JournalReader reader = JournalReader.Open(index.Data.SessionFolder(session));
        if (row.ResponseSequence == 0 || EventAt(reader, row.ResponseSequence) is not ResponseCommitted committed)
        {
            return null;
        }

        string prompt = row.StartedSequence > 0 && EventAt(reader, row.StartedSequence) is StepStarted started
            ? started.Prompt
            : "";
        return new ComparedResponse(session, row.StepId, row.Model, prompt, committed.Text);
    }

    /// <summary>A branch's response to a step and that of the session it came from; null when it is no branch.</summary>
    public static ComparedPair? WithOrigin(SessionIndex index, SessionId branch, StepPosition position) =>
        SessionOrigin.Read(index.Data.SessionFolder(branch)) is { } origin
            ? new ComparedPair(ResponseTo(index, origin, position), ResponseTo(index, branch, position))
            : null;

    private static ComparedResponse? ResponseTo(SessionIndex index, SessionId session, StepPosition position)
    {
        using JournalReader reader = JournalReader.Open(index.Data.SessionFolder(session));
        ComparedResponse? found = null;
        StepStarted? begun = null;
        foreach ((_, SessionEvent? happened) in EventsFrom(reader, 1))
        {
            if (happened is StepStarted started && started.Position == position)
            {
                begun = started;
            }
            else if (happened is ResponseCommitted committed && committed.Position == position && begun is not null
                && committed.StopReason is not (ResponseStopReason.Interrupted or ResponseStopReason.RejectedByDetector))
            {
                found = new ComparedResponse(session, position.StepId, begun.Model, begun.Prompt, committed.Text);
            }
        }

        return found;
    }

    /// <summary>Everything that was answered, with headings, as plain text.</summary>
    public static string All(SessionIndex index, SessionId session, CancellationToken ct)
    {
        using JournalReader reader = JournalReader.Open(index.Data.SessionFolder(session));
        var writer = new TranscriptWriter(TranscriptOptions.Default);
        var text = new StringBuilder();
        foreach (SessionEvent? happened in new PlanOrderedRecords(reader).Read().Select(Parse))
        {
            ct.ThrowIfCancellationRequested();
            foreach (string line in happened is null ? [] : writer.Add(happened))
            {
                text.Append(line).Append('\n');
            }

            if (text.Length > CopyCharsMax)
            {
                break;
            }
        }

        return text.ToString().TrimStart('\n');
    }

    private static void ShowLeftOver(SessionPicture picture, SessionTranscript transcript, PartialResponse? partial)
    {
        if (picture.State.Open is { } open && partial is not null && partial.Text.Length > 0
            && StepPosition.TryParse(partial.StepId, out StepPosition position) && position == open.Position
            && partial.Attempt == open.Attempt)
        {
            transcript.Stream(partial.Text);
        }
    }

    private static SessionEvent? EventAt(JournalReader reader, long sequence)
    {
        foreach (JournalRecord record in reader.ReadFrom(sequence, aheadMax: 1))
        {
            return Parse(record);
        }

        return null;
    }

    private static IEnumerable<(long Sequence, SessionEvent? Event)> EventsFrom(JournalReader reader, long sequence) =>
        reader.ReadFrom(sequence).Select(record => (record.Sequence, Parse(record)));

    private static SessionEvent? Parse(JournalRecord record)
    {
        try
        {
            return SessionEventJson.Deserialize(record.Json);
        }
        catch (FormatException)
        {
            // From a newer version: its other events can be shown all the same.
            return null;
        }
    }

    private static async Task<ControlStatus?> AskAsync(string folder, CancellationToken ct)
    {
        try
        {
            ControlReply reply = await ControlClient
                .SendAsync(folder, ControlCommand.Status, s_statusTimeout, ct).ConfigureAwait(false);
            return reply.Status;
        }
        catch (ControlException)
        {
            // Busy or just ending; its journal tells what happened.
            return null;
        }
    }
}
