using System.Collections.Immutable;
using System.Globalization;
using Samantha.Actors.Control;
using Samantha.Actors.Downloads;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;
using Samantha.Tui.App;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>Does what is typed, one command after the other, and says what came of it. Sessions run on meanwhile.</summary>
internal sealed class PlainShell(ITuiServices services, SessionDesk sessions, PlainWriter writer, TextCatalog texts)
{
    private const int SessionsShown = 30;

    private readonly PlainChains _chains = new(services, writer, texts);
    private readonly PlainTools _tools = new(services, writer, texts);

    /// <summary>False: the person is done.</summary>
    public async Task<bool> DoAsync(string line, CancellationToken ct)
    {
        (string? command, string rest) = PlainWords.Read(line);
        try
        {
            switch (command)
            {
                case PlainWords.Quit:
                    return false;
                case PlainWords.Help:
                    Help();
                    break;
                case PlainWords.List:
                    _chains.List();
                    break;
                case PlainWords.Check:
                    await _chains.CheckAsync(rest, ct).ConfigureAwait(false);
                    break;
                case PlainWords.Start:
                    await StartAsync(rest, ct).ConfigureAwait(false);
                    break;
                case PlainWords.Sessions:
                    ListSessions();
                    break;
                case PlainWords.Resume:
                    StartAnswer resumed = await sessions.ResumeAsync(services.Sessions.Resolve(rest), ct).ConfigureAwait(false);
                    writer.Line(texts.Said(resumed.Message));
                    if (resumed.Advice is { } advice)
                    {
                        writer.Line(texts.Said(advice));
                    }

                    break;
                case PlainWords.Show:
                    ShowSession(rest);
                    break;
                case PlainWords.Replace:
                    await ReplaceAsync(rest, ct).ConfigureAwait(false);
                    break;
                case PlainWords.Models:
                    _tools.ListModels();
                    break;
                case null:
                    writer.Key("plain.unknown", line.Trim());
                    break;
                default:
                    if (!await ToolAsync(command, rest, ct).ConfigureAwait(false))
                    {
                        await CommandAsync(command, rest, ct).ConfigureAwait(false);
                    }

                    break;
            }
        }
        catch (Exception e) when (e is LibraryException or SessionReferenceException or JournalException or DataFolderException
            or ControlException or DownloadException or ModelNotFoundException or IOException or UnauthorizedAccessException)
        {
            writer.Key("plain.problem", texts.Said(e.Message));
        }

        return true;
    }

    public void Help()
    {
        foreach (string command in PlainWords.InOrder)
        {
            writer.Line(texts["plain.help." + command]);
        }
    }

    // False: it is none of these.
    private async Task<bool> ToolAsync(string command, string rest, CancellationToken ct)
    {
        switch (command)
        {
            case PlainWords.Count:
                await _chains.CountAsync(rest, ct).ConfigureAwait(false);
                return true;
            case PlainWords.New:
                _chains.Create(rest);
                return true;
            case PlainWords.Edit:
                _chains.Edit(rest);
                return true;
            case PlainWords.Duplicate:
                _chains.Duplicate(rest);
                return true;
            case PlainWords.Delete:
                _chains.Delete(rest);
                return true;
            case PlainWords.Export:
                await _tools.ExportAsync(rest, ct).ConfigureAwait(false);
                return true;
            case PlainWords.Compare:
                _tools.Compare(rest);
                return true;
            case PlainWords.Files:
                _tools.Files(rest);
                return true;
            case PlainWords.Code:
                _tools.ShowCode(rest, ct);
                return true;
            case PlainWords.RunCode:
                await _tools.RunCodeAsync(rest, ct).ConfigureAwait(false);
                return true;
            case PlainWords.Model:
                _tools.ShowModel(rest);
                return true;
            case PlainWords.Unload:
                await _tools.UnloadAsync(ct).ConfigureAwait(false);
                return true;
            case PlainWords.Download:
                await _tools.DownloadAsync(rest, ct).ConfigureAwait(false);
                return true;
            case PlainWords.About:
                _tools.About();
                return true;
            default:
                return false;
        }
    }

    private async Task StartAsync(string number, CancellationToken ct)
    {
        if (await _chains.ReportAsync(number, ct).ConfigureAwait(false) is not { } report)
        {
            return;
        }

        if (report.Chain is not { } chain || !report.CanRun)
        {
            writer.Key("plain.cannot-start", number);
            return;
        }

        StartAnswer answer = await sessions.StartAsync(chain, ct).ConfigureAwait(false);
        writer.Key(
            answer.Accepted ? "plain.started" : "plain.problem",
            answer.Accepted ? answer.Session : texts.Said(answer.Message));
    }

    private void ListSessions()
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

    private void ShowSession(string reference)
    {
        SessionId id = services.Sessions.Resolve(reference.Length == 0 ? SessionIndex.LastWord : reference);
        using JournalReader reader = JournalReader.Open(services.Data.SessionFolder(id));
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

    // The text is the rest of the line; \n in it is a line's end.
    private async Task ReplaceAsync(string text, CancellationToken ct)
    {
        if (sessions.Here.IsEmpty)
        {
            writer.Key("plain.nothing-runs");
            return;
        }

        CommandAnswer answer = await sessions
            .ReplacePreviousAsync(sessions.Here.Max(), text.Replace("\\n", "\n", StringComparison.Ordinal), ct).ConfigureAwait(false);
        writer.Line(texts.Said(answer.Message));
    }

    private async Task CommandAsync(string command, string rest, CancellationToken ct)
    {
        SessionId? session = rest.Length > 0 ? services.Sessions.Resolve(rest)
            : sessions.Here.IsEmpty ? null : sessions.Here.Max();
        if (session is not { } id)
        {
            writer.Key("plain.nothing-runs");
            return;
        }

        SessionCommand meant = command switch
        {
            PlainWords.Skip => SessionCommand.SkipResponse,
            PlainWords.SkipModel => SessionCommand.SkipModel,
            PlainWords.Stop => SessionCommand.StopAfterStep,
            PlainWords.Pause => SessionCommand.Pause,
            PlainWords.PauseUnload => SessionCommand.PauseAndUnload,
            PlainWords.Continue => SessionCommand.Continue,
            _ => SessionCommand.StopNow,
        };
        CommandAnswer answer = await sessions.CommandAsync(id, meant, ct).ConfigureAwait(false);
        writer.Line(texts.Said(answer.Message));
    }
}
