using Samantha.Actors.Control;
using Samantha.Actors.Downloads;
using Samantha.Actors.Journal;
using Samantha.Actors.ModelFiles;
using Samantha.Actors.Resuming;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Engine.Protocol;
using Samantha.Tui.App;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Plain;

/// <summary>Does what is typed, one command after the other, and says what came of it. Sessions run on meanwhile.</summary>
internal sealed class PlainShell : IAsyncDisposable
{
    private readonly PlainWriter _writer;
    private readonly TextCatalog _texts;
    private readonly PlainSessions _sessions;
    private readonly Dictionary<string, Func<string, CancellationToken, Task>> _commands;

    public PlainShell(
        ITuiServices services, SessionDesk desk, PlainWriter writer, PlainLearn learn, PlainNews news, TextCatalog texts,
        Action<UiSettings> changed)
    {
        (_writer, _texts) = (writer, texts);
        var chains = new PlainChains(services, writer, texts);
        var tools = new PlainTools(services, writer, texts);
        var models = new PlainModels(services, writer, texts);
        var settings = new PlainSettings(services, writer, texts, changed);
        _sessions = new PlainSessions(services, desk, writer, news, texts);
        _commands = new(StringComparer.Ordinal)
        {
            [PlainWords.List] = (_, _) => Now(chains.List),
            [PlainWords.Check] = chains.CheckAsync,
            [PlainWords.Count] = chains.CountAsync,
            [PlainWords.Start] = async (rest, ct) =>
            {
                if (await chains.ToStartAsync(rest, ct).ConfigureAwait(false) is { } ready)
                {
                    await _sessions.StartAsync(ready.Chain, ready.File, ct).ConfigureAwait(false);
                }
            },
            [PlainWords.New] = (rest, _) => Now(() => chains.Create(rest)),
            [PlainWords.Edit] = (rest, _) => Now(() => chains.Edit(rest)),
            [PlainWords.Duplicate] = (rest, _) => Now(() => chains.Duplicate(rest)),
            [PlainWords.Delete] = (rest, _) => Now(() => chains.Delete(rest)),
            [PlainWords.Sessions] = (_, _) => Now(_sessions.List),
            [PlainWords.Watch] = (rest, ct) => Now(() => _sessions.Watch(rest, ct)),
            [PlainWords.Resume] = (rest, ct) => _sessions.ResumeAsync(rest, ResumeTerms.Unchanged, ct),
            [PlainWords.ResumeRecorded] = (rest, ct) => _sessions.ResumeAsync(rest, ResumeTerms.AsRecorded, ct),
            [PlainWords.Branch] = _sessions.BranchAsync,
            [PlainWords.Detach] = (_, ct) => _sessions.DetachAsync(ct),
            [PlainWords.Skip] = Command(SessionCommand.SkipResponse),
            [PlainWords.SkipModel] = Command(SessionCommand.SkipModel),
            [PlainWords.Pause] = Command(SessionCommand.Pause),
            [PlainWords.PauseUnload] = Command(SessionCommand.PauseAndUnload),
            [PlainWords.Continue] = Command(SessionCommand.Continue),
            [PlainWords.Stop] = Command(SessionCommand.StopAfterStep),
            [PlainWords.StopNow] = Command(SessionCommand.StopNow),
            [PlainWords.Replace] = _sessions.ReplaceAsync,
            [PlainWords.Show] = (rest, _) => Now(() => _sessions.Show(rest)),
            [PlainWords.Export] = tools.ExportAsync,
            [PlainWords.Compare] = (rest, _) => Now(() => tools.Compare(rest)),
            [PlainWords.Files] = (rest, _) => Now(() => tools.Files(rest)),
            [PlainWords.Code] = (rest, ct) => Now(() => tools.ShowCode(rest, ct)),
            [PlainWords.RunCode] = tools.RunCodeAsync,
            [PlainWords.Learn] = learn.ReadAsync,
            [PlainWords.Token] = (rest, _) => Now(() => learn.ShowToken(rest)),
            [PlainWords.Step] = (_, _) => Now(learn.Step),
            [PlainWords.Go] = (_, _) => Now(learn.Go),
            [PlainWords.Pace] = (rest, _) => Now(() => learn.Pace(rest)),
            [PlainWords.WhatIf] = (rest, _) => Now(() => learn.WhatIf(rest)),
            [PlainWords.Choose] = learn.ChooseAsync,
            [PlainWords.Keep] = (_, ct) => learn.KeepAsync(ct),
            [PlainWords.Models] = (_, _) => Now(models.List),
            [PlainWords.Model] = (rest, _) => Now(() => models.Show(rest)),
            [PlainWords.Template] = models.TryTemplateAsync,
            [PlainWords.Metadata] = (rest, _) => Now(() => models.Metadata(rest)),
            [PlainWords.Vocabulary] = models.SearchAsync,
            [PlainWords.More] = (_, ct) => models.MoreAsync(ct),
            [PlainWords.Tokenize] = (rest, ct) => models.TokenizeAsync(rest, special: false, ct),
            [PlainWords.TokenizeSpecial] = (rest, ct) => models.TokenizeAsync(rest, special: true, ct),
            [PlainWords.Unload] = (_, ct) => models.UnloadAsync(ct),
            [PlainWords.Download] = models.DownloadAsync,
            [PlainWords.Settings] = (_, _) => Now(settings.Show),
            [PlainWords.Set] = (rest, _) => Now(() => settings.Change(rest)),
            [PlainWords.Log] = (_, _) => Now(tools.Log),
            [PlainWords.About] = (_, _) => Now(tools.About),
            [PlainWords.Help] = (_, _) => Now(Help),
        };
    }

    /// <summary>Every command but the one that ends the program.</summary>
    public IEnumerable<string> Commands => _commands.Keys;

    /// <summary>False: the person is done.</summary>
    public async Task<bool> DoAsync(string line, CancellationToken ct)
    {
        (string? command, string rest) = PlainWords.Read(line);
        if (command == PlainWords.Quit)
        {
            return false;
        }

        if (command is null)
        {
            _writer.Key("plain.unknown", line.Trim());
            return true;
        }

        try
        {
            await _commands[command](rest, ct).ConfigureAwait(false);
        }
        catch (Exception e) when (e is LibraryException or SessionReferenceException or JournalException or DataFolderException
            or ControlException or DownloadException or ModelNotFoundException or BranchException or EngineFailedException
            or IOException or UnauthorizedAccessException)
        {
            _writer.Key("plain.problem", _texts.Said(e.Message));
        }

        return true;
    }

    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    private void Help()
    {
        foreach (string command in PlainWords.InOrder)
        {
            _writer.Line(_texts["plain.help." + command]);
        }
    }

    private Func<string, CancellationToken, Task> Command(SessionCommand command) =>
        (rest, ct) => _sessions.CommandAsync(command, rest, ct);

    private static Task Now(Action work)
    {
        work();
        return Task.CompletedTask;
    }
}
