using System.Collections.Immutable;
using System.Globalization;
using Samantha.Actors.Journal;
using Samantha.Actors.Resuming;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Sessions;
using Samantha.Tui.App;
using Samantha.Tui.Ports;
using Samantha.Tui.Sessions.Watching;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>What plain mode does with sessions: starts, watches, commands, goes on with them, shows them.</summary>
internal sealed class PlainSessions(
    ITuiServices services, SessionDesk desk, PlainWriter writer, PlainNews news, TextCatalog texts) : IAsyncDisposable
{
    private const int SessionsShown = 30;

    /// <summary>A person hears the next response soon enough, and a journal is read without waiting for anything.</summary>
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private CancellationTokenSource _watched = new();
    private Task _watching = Task.CompletedTask;

    public async Task StartAsync(ChainDefinition chain, string file, CancellationToken ct)
    {
        StartAnswer answer = await desk.StartAsync(chain, file, ct).ConfigureAwait(false);
        writer.Key(
            answer.Accepted ? "plain.started" : "plain.problem",
            answer.Accepted ? answer.Session : texts.Said(answer.Message));
    }

    public async Task ResumeAsync(string reference, ResumeTerms terms, CancellationToken ct)
    {
        SessionId session = Resolve(reference);
        StartAnswer answer = await desk.ResumeAsync(session, terms, ct).ConfigureAwait(false);
        if (answer.Problem != StartProblem.Changed)
        {
            Say(answer);
            return;
        }

        ResumeDifferences found = await desk.DifferencesAsync(session, ct).ConfigureAwait(false);
        writer.Key("session.changed", session);
        foreach (string line in found.Chain.Concat(found.Models))
        {
            writer.Line("- " + texts.Said(line));
        }

        writer.Key(found.Models.IsEmpty ? "plain.changed" : "plain.changed-model", session);
    }

    public async Task BranchAsync(string reference, CancellationToken ct) =>
        Say(await desk.BranchAsync(Resolve(reference), ct).ConfigureAwait(false));

    public void List()
    {
        ImmutableArray<SessionListing> all = services.Sessions.List();
        if (all.IsEmpty)
        {
            writer.Key("plain.no-sessions");
        }

        foreach (SessionListing listing in all.Take(SessionsShown))
        {
            string steps = listing.Summary is { } summary
                ? $"{summary.StepsDone}/{summary.StepsTotal?.ToString(CultureInfo.InvariantCulture) ?? "-"}"
                : "-";
            writer.Key("plain.session", listing.Id, texts["status." + listing.Status], steps);
        }
    }

    public void Show(string reference)
    {
        using JournalReader reader = JournalReader.Open(services.Data.SessionFolder(Resolve(reference)));
        foreach (SessionEvent recorded in SessionJournals.Events(reader))
        {
            switch (recorded)
            {
                case StepStarted step:
                    writer.Key("plain.step", step.Position.StepId, step.Model, OneLine.Of(step.Prompt));
                    break;
                case ResponseCommitted response:
                    writer.Line(response.Text);
                    break;
                case CodeExecuted code:
                    writer.Line(code.Outcome.Stdout);
                    break;
                case SessionStopped stopped:
                    writer.Line(texts.Said(stopped.Message));
                    break;
            }
        }
    }

    /// <summary>Says from now on what a session of another process does, until it ends or another one is watched.</summary>
    public void Watch(string reference, CancellationToken ct)
    {
        SessionListing session = services.Sessions.Get(Resolve(reference));
        if (!session.IsAlive || desk.Here.Contains(session.Id))
        {
            writer.Key(session.IsAlive ? "plain.watch-here" : "plain.watch-ended", session.Id);
            return;
        }

        _watched.Cancel();
        _watched.Dispose();
        _watched = CancellationTokenSource.CreateLinkedTokenSource(ct);
        writer.Key("plain.watching", session.Id);
        _watching = WatchAsync(session.Id, _watching, _watched.Token);
    }

    /// <summary>Lets the sessions of this process go on in processes of their own.</summary>
    public async Task DetachAsync(CancellationToken ct)
    {
        ImmutableHashSet<SessionId> here = desk.Here;
        if (here.IsEmpty || services.Detaching is not { } detaching)
        {
            writer.Key("plain.nothing-runs");
            return;
        }

        foreach (SessionId session in here)
        {
            await desk.CommandAsync(session, SessionCommand.StopNow, ct).ConfigureAwait(false);
        }

        await desk.AllEndedAsync(ct).ConfigureAwait(false);
        foreach (SessionId session in here)
        {
            writer.Line(texts.Said((await detaching.GoOnWithoutTerminalAsync(session, ct).ConfigureAwait(false)).Message));
        }
    }

    // The text is the rest of the line; \n in it is a line's end.
    public async Task ReplaceAsync(string text, CancellationToken ct)
    {
        if (desk.Here.IsEmpty)
        {
            writer.Key("plain.nothing-runs");
            return;
        }

        CommandAnswer answer = await desk
            .ReplacePreviousAsync(desk.Here.Max(), text.Replace("\\n", "\n", StringComparison.Ordinal), ct).ConfigureAwait(false);
        writer.Line(texts.Said(answer.Message));
    }

    /// <summary>For the session that is named, else the newest that runs here.</summary>
    public async Task CommandAsync(SessionCommand command, string reference, CancellationToken ct)
    {
        if (reference.Length == 0 && desk.Here.IsEmpty)
        {
            writer.Key("plain.nothing-runs");
            return;
        }

        SessionId session = reference.Length > 0 ? services.Sessions.Resolve(reference) : desk.Here.Max();
        writer.Line(texts.Said((await desk.CommandAsync(session, command, ct).ConfigureAwait(false)).Message));
    }

    public async ValueTask DisposeAsync()
    {
        await _watched.CancelAsync().ConfigureAwait(false);
        await _watching.ConfigureAwait(false);
        _watched.Dispose();
    }

    private SessionId Resolve(string reference) =>
        services.Sessions.Resolve(reference.Length == 0 ? SessionIndex.LastWord : reference);

    private void Say(StartAnswer answer)
    {
        writer.Line(texts.Said(answer.Message));
        if (answer.Advice is { } advice)
        {
            writer.Line(texts.Said(advice));
        }
    }

    // One after the other, so that what was heard of two sessions is never mixed.
    private async Task WatchAsync(SessionId session, Task before, CancellationToken ct)
    {
        await before.ConfigureAwait(false);
        try
        {
            long last = LastOf(session);
            SessionAddition added;
            do
            {
                await Task.Delay(s_look, services.Time, ct).ConfigureAwait(false);
                added = await SessionReading.ReadMoreAsync(services.Sessions, session, last, ct).ConfigureAwait(false);
                foreach ((long sequence, SessionEvent? happened) in added.Events)
                {
                    last = sequence;
                    Tell(session, happened);
                }
            }
            while (added.Listing.IsAlive);
            writer.Key("plain.watch-ended", session);
        }
        catch (OperationCanceledException)
        {
            // Somebody else is watched now, or nobody.
        }
        catch (Exception e) when (e is JournalException or SessionReferenceException or IOException or UnauthorizedAccessException)
        {
            writer.Key("plain.problem", texts.Said(e.Message));
        }
    }

    private void Tell(SessionId session, SessionEvent? happened)
    {
        if (happened is ResponseCommitted response)
        {
            writer.Line(response.Text);
        }

        if (happened is not null)
        {
            news.Say(new SessionEventRecorded(session, happened));
        }
    }

    private long LastOf(SessionId session)
    {
        using JournalReader reader = JournalReader.Open(services.Data.SessionFolder(session));
        return reader.ReadTail(1).LastOrDefault()?.Sequence ?? 0;
    }
}
