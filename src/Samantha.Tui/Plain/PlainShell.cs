using System.Collections.Immutable;
using System.Globalization;
using Samantha.Actors.Control;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Sessions;
using Samantha.Tui.App;
using Samantha.Tui.Chains;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>Does what is typed, one command after the other, and says what came of it. Sessions run on meanwhile.</summary>
internal sealed class PlainShell(ITuiServices services, SessionDesk sessions, PlainWriter writer, TextCatalog texts)
{
    private const int SessionsShown = 30;

    private ImmutableArray<ChainFile> _chains = [];

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
                    ListChains();
                    break;
                case PlainWords.Check:
                    await CheckAsync(rest, ct).ConfigureAwait(false);
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
                    break;
                case PlainWords.Show:
                    ShowSession(rest);
                    break;
                case PlainWords.Models:
                    ListModels();
                    break;
                case null:
                    writer.Key("plain.unknown", line.Trim());
                    break;
                default:
                    await CommandAsync(command, rest, ct).ConfigureAwait(false);
                    break;
            }
        }
        catch (Exception e) when (e is LibraryException or SessionReferenceException or JournalException or DataFolderException
            or ControlException)
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

    private void ListChains()
    {
        _chains = ChainFile.ReadAll(services, new Drafts(services.Data, services.Time));
        for (int i = 0; i < _chains.Length; i++)
        {
            string about = OneLine.Of(_chains[i].Description);
            writer.Line($"{i + 1}. {_chains[i].Name}" + (about.Length > 0 ? ": " + about : ""));
        }
    }

    private async Task<ChainReport?> ReportAsync(string number, CancellationToken ct)
    {
        if (_chains.IsEmpty)
        {
            _chains = ChainFile.ReadAll(services, new Drafts(services.Data, services.Time));
        }

        bool isNumber = int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out int index);
        if (!isNumber || index < 1 || index > _chains.Length)
        {
            writer.Key("plain.number", _chains.Length);
            return null;
        }

        string path = _chains[index - 1].Entry.Path;
        return await services.Checks.LookAsync(services.Chains.ReadText(path), path, ct).ConfigureAwait(false);
    }

    private async Task CheckAsync(string number, CancellationToken ct)
    {
        if (await ReportAsync(number, ct).ConfigureAwait(false) is not { } report)
        {
            return;
        }

        foreach (var line in ChainPreview.Lines(texts, report, report.Chain?.Name ?? number))
        {
            writer.Line(line.Text);
        }
    }

    private async Task StartAsync(string number, CancellationToken ct)
    {
        if (await ReportAsync(number, ct).ConfigureAwait(false) is not { } report)
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

    private void ListModels()
    {
        foreach (ModelFileEntry model in services.Models.Files())
        {
            writer.Line($"{model.Name}, {texts.Bytes(model.SizeBytes)}");
        }
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
            _ => SessionCommand.StopNow,
        };
        CommandAnswer answer = await sessions.CommandAsync(id, meant, ct).ConfigureAwait(false);
        writer.Line(texts.Said(answer.Message));
    }
}
