using System.Collections.Immutable;
using Samantha.Actors.Journal;
using Samantha.Actors.Resuming;
using Samantha.Actors.Sessions;
using Samantha.Actors.Storage;
using Samantha.Chains.Code;
using Samantha.Exports;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Tui.App;
using Samantha.Tui.Learn;
using Samantha.Tui.Sessions.Comparing;
using Samantha.Tui.Sessions.Watching;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Sessions;

/// <summary>What can be done with sessions and responses, and when.</summary>
public sealed partial class SessionScreen
{
    /// <summary>A longer list of files is looked at in the folder.</summary>
    private const int FilesShown = 200;

    private ComparedResponse? _marked;

    private bool IsOne => _face == _view;

    private bool IsOneRunning => IsOne && _watch.IsRunning;

    /// <summary>What is on screen runs, or the selected row of the list.</summary>
    private bool IsTargetRunning => IsOneRunning || (_face == _list && Selected is { IsAlive: true });

    private bool IsTargetPaused => IsOne ? _watch.IsPaused : TargetStatus == SessionStatusText.Paused;

    private string TargetStatus => _face == _list ? Selected?.Status ?? "" : _watch.Status;

    public override bool CanRun(string actionId) => actionId switch
    {
        "session.back" => _face != _list,
        "session.skip" or "session.skip-model" => IsOneRunning && !_watch.IsPaused,
        "session.stop-after" or "session.stop-now" or "session.pause" or "session.pause-unload" => IsTargetRunning,
        "session.replace" => IsOneRunning,
        "session.resume" => _face == _list
            ? Selected is { IsAlive: false } && SessionWatch.IsResumable(TargetStatus)
            : IsOne && _watch.CanResume,
        "session.branch" => _face == _list
            ? Selected is { IsAlive: false } && TargetStatus is not SessionStatusText.Empty
            : IsOne && _watch is { IsRunning: false, Picture.State.Chain: not null },
        "session.export" or "session.copy-all" =>
            _face != _compare && Target is not null && TargetStatus is not SessionStatusText.Empty,
        "session.copy" or "session.copy-code" or "session.code" => IsOne && HasText,
        "session.compare" => IsOne && _view.Chosen is { ResponseSequence: > 0 },
        "session.learn" => IsOne && (_watch.IsRunning || HasText),
        "session.files" => IsOne && _watch.Picture is { FileCount: > 0 },
        "session.prompts" or "session.markdown" or "session.steps" or "session.follow" => IsOne && _watch.Picture is not null,
        "session.refresh" => _face == _list,
        _ => true,
    };

    private bool HasText => _view.Chosen is { ResponseSequence: > 0 } || LiveChosen is not null;

    /// <summary>The running step, when that is the chosen one and has some text.</summary>
    private LiveStep? LiveChosen => _watch.Picture is { Live: { TextLength: > 0 } live }
        && (_view.Chosen is null || _view.Chosen.Position == live.Position)
            ? live
            : null;

    public override bool Run(string actionId)
    {
        if (!CanRun(actionId))
        {
            return false;
        }

        switch (actionId)
        {
            case "session.back":
                return Back();
            case "session.skip":
                Command(SessionCommand.SkipResponse);
                return true;
            case "session.skip-model":
                Command(SessionCommand.SkipModel);
                return true;
            case "session.stop-after":
                Command(SessionCommand.StopAfterStep);
                return true;
            case "session.pause":
                Command(IsTargetPaused ? SessionCommand.Continue : SessionCommand.Pause);
                return true;
            case "session.pause-unload":
                Command(SessionCommand.PauseAndUnload);
                return true;
            case "session.replace":
                AskForPreviousResponse();
                return true;
            case "session.stop-now":
                AskToStop();
                return true;
            case "session.resume":
                Resume(Target!.Value, ResumeTerms.Unchanged);
                return true;
            case "session.branch":
                AskToBranch(Target!.Value);
                return true;
            case "session.export":
                AskForFormat(Target!.Value);
                return true;
            case "session.copy-all":
                CopyAll(Target!.Value);
                return true;
            case "session.refresh":
                ReadList();
                return true;
            default:
                return RunOnStep(actionId);
        }
    }

    private bool RunOnStep(string actionId)
    {
        switch (actionId)
        {
            case "session.copy":
                WithText(Kit.Copy);
                return true;
            case "session.copy-code":
                WithCode(code => Kit.Copy(code.Program));
                return true;
            case "session.code":
                WithCode(code => Context.Go.Show(ScreenIds.Code, code));
                return true;
            case "session.learn":
                Context.Go.Show(ScreenIds.Learn, new LearnTarget(_watch.Session!.Value, _view.Chosen?.Position));
                return true;
            case "session.compare":
                Compare(_view.Chosen!);
                return true;
            case "session.files":
                AskForFile();
                return true;
            case "session.prompts":
                _watch.Restyle(_watch.Style with { Prompts = !_watch.Style.Prompts });
                Context.Notices.Say(T(_watch.Style.Prompts ? "session.prompts-on" : "session.prompts-off"));
                return true;
            case "session.markdown":
                _watch.Restyle(_watch.Style with { Markdown = !_watch.Style.Markdown });
                Context.Notices.Say(T(_watch.Style.Markdown ? "session.markdown-on" : "session.markdown-off"));
                return true;
            case "session.steps":
                _view.ToggleSteps();
                return true;
            case "session.follow":
                _view.FollowTail();
                return true;
            default:
                return false;
        }
    }

    private void Command(SessionCommand command) => Command(Target!.Value, command);

    private void Command(SessionId session, SessionCommand command) =>
        Context.Jobs.StartQuiet(ct => Context.Sessions.CommandAsync(session, command, ct), Tell);

    private void Tell(CommandAnswer answer)
    {
        Context.Notices.Say(answer.Message, answer.Accepted ? ThemeRole.Text : ThemeRole.Warning);
        if (_face == _list)
        {
            ReadList();
        }
    }

    private void AskForPreviousResponse()
    {
        SessionId session = _watch.Session!.Value;
        string now = _watch.Picture is { State: { } state } ? state.ReplacementToCome ?? state.PreviousResponse : "";
        new TextDialog(
            Kit, T("session.replace-title"), T("session.replace-label"), now,
            text => Context.Jobs.StartQuiet(ct => Context.Sessions.ReplacePreviousAsync(session, text, ct), Tell)).Open();
    }

    private void AskToStop()
    {
        // The list may be read anew while the question stands there.
        SessionId session = Target!.Value;
        Dialog.Confirm(
            Kit, T("session.stop-title"), T("session.stop-question", session.Text),
            () => Command(session, SessionCommand.StopNow)).Open();
    }

    private void AskForFormat(SessionId session) => new ChoiceDialog(
        Kit, T("session.export-title"),
        [.. Enum.GetValues<ExportFormat>().Select(format => new ListItem(
            ExportFormats.NameOf(format), $"{ExportFormats.NameOf(format)}: {T("session.format." + format)}", Tag: format))],
        null,
        choice => Export(session, (ExportFormat)choice.Tag!)).Open();

    private void Export(SessionId session, ExportFormat format) => Context.Jobs.Start(
        T("session.exporting"),
        (_, ct) => Context.Services.Exports.ExportAsync(session, format, null, ct),
        path => new Dialog(
            Kit, T("session.export-title"), T("session.exported", path),
            [new DialogAnswer(T("session.close")), new DialogAnswer(T("session.open-it"), () => OpenFile(path))]).Open());

    private void OpenFile(string path) => Context.Jobs.StartQuiet(
        ct => Context.Services.Exports.OpenAsync(path, ct),
        opening =>
        {
            if (opening.Opened)
            {
                Context.Notices.Say(opening.Message);
            }
            else
            {
                Context.Notices.Warn(opening.Message);
            }
        });

    private void CopyAll(SessionId session) => Context.Jobs.Start(
        T("session.copying"),
        (_, ct) => Task.FromResult(SessionReading.All(Context.Services.Sessions, session, ct)),
        Kit.Copy);

    /// <summary>Gives the response of the chosen step: of the running one what there is so far.</summary>
    private void WithText(Action<string> use)
    {
        if (LiveChosen is { } live)
        {
            use(live.Text);
            return;
        }

        WithResponse(_view.Chosen!, response => use(response.Text));
    }

    private void WithCode(Action<ExtractedCode> use) => WithText(text =>
    {
        if (CodeExtraction.Extract(text, isComplete: true) is { Program.Length: > 0 } code)
        {
            use(code);
        }
        else
        {
            Context.Notices.Say(T("session.no-code"));
        }
    });

    private void WithResponse(StepRow row, Action<ComparedResponse> use)
    {
        SessionId session = _watch.Session!.Value;
        Context.Jobs.StartQuiet(
            () => SessionReading.Response(Context.Services.Sessions, session, row),
            response =>
            {
                if (response is null)
                {
                    Context.Notices.Warn(T("session.no-response", row.StepId));
                }
                else
                {
                    use(response);
                }
            });
    }

    private void Compare(StepRow row) => WithResponse(row, response =>
    {
        if (_marked is not { } first || (first.Session == response.Session && first.StepId == response.StepId))
        {
            _marked = response;
            Context.Notices.Say(T("compare.marked", response.Title));
            return;
        }

        _marked = null;
        Compare(first, response);
    });

    private void Compare(ComparedResponse first, ComparedResponse second) => Context.Jobs.Start(
        T("compare.comparing"),
        (_, _) => Task.FromResult(WordDiff.Compare(first.Text, second.Text)),
        difference =>
        {
            _behindCompare = _face == _compare ? _behindCompare : _face;
            _compare.Show(first, second, difference);
            Face(_compare);
        });

    private void AskForFile()
    {
        StepRow[] rows = _view.Chosen is { Files.IsEmpty: false } chosen ? [chosen] : [.. _watch.Picture!.Rows.Reverse()];
        ImmutableArray<ListItem> files =
        [
            .. rows.SelectMany(row => row.Files.Select(file => new ListItem(
                $"{row.StepId}/{file.Name}", OneLine.Of($"{row.StepId}  {file.Name}"), Context.Texts.Bytes(file.Bytes),
                Tag: SessionFiles.PathOf(Context.Services.Data.SessionFolder(_watch.Session!.Value), row.StepId, file.Name))))
                .Take(FilesShown),
        ];
        if (!files.IsEmpty)
        {
            new ChoiceDialog(Kit, T("session.files-title"), files, null, choice => OpenFile((string)choice.Tag!)).Open();
        }
    }
}
