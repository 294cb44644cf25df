using System.Collections.Immutable;
using Samantha.Sandbox.Levels;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Terminal.Widgets.Transcripts;
using Samantha.Tui.App;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Code;

/// <summary>Running the program, ending it, and opening what it produced.</summary>
public sealed partial class CodeScreen
{
    private Job? _running;
    private RunOutput? _runOutput;
    private bool _isAccepted;

    private bool IsRunning => _running is { IsEnded: false, IsCancelled: false };

    private void Probe(Action then) => Context.Jobs.StartQuiet(
        Context.Services.Code.ProbeAsync,
        report =>
        {
            _report = report;
            then();
        });

    private void RunProgram()
    {
        if (IsRunning)
        {
            return;
        }

        if (string.IsNullOrWhiteSpace(_editor.Text))
        {
            Context.Notices.Say(T("code.nothing-to-run"));
        }
        else if (_report is null)
        {
            Probe(RunProgram);
        }
        else if (_report.Level == SandboxLevel.None && !_isAccepted)
        {
            Dialog.Confirm(Kit, T("code.off-title"), T("code.off-question"), () =>
            {
                _isAccepted = true;
                Begin();
            }).Open();
        }
        else
        {
            Begin();
        }
    }

    private void Begin()
    {
        string program = _editor.Text;
        var output = new RunOutput(new TranscriptLog(), Context.Post);
        Show(output);
        _files.Items = [];
        _running = Context.Jobs.Start(
            T("code.running"),
            (_, ct) => Context.Services.Code.RunAsync(program, null, output.Add, ct),
            run => Ended(run, output),
            problem =>
            {
                output.Show();
                output.Log.AppendLine(Context.Texts.Said(problem.Message), ThemeRole.Error);
            });
    }

    private void Show(RunOutput output)
    {
        _runOutput = output;
        _output.Log = output.Log;
        _output.Arrange(_output.Bounds);
    }

    private void Ended(CodeRun run, RunOutput output)
    {
        output.Show();
        output.Log.BeginLine();
        foreach (StyledLine line in RunWords.Outcome(Context.Texts, run.Outcome))
        {
            output.Log.AppendLine(line);
        }

        ImmutableArray<ListItem> files = [.. run.Outcome.Files.Select(file => new ListItem(
            file.Name, file.Name, Context.Texts.Bytes(file.Bytes),
            Tag: new ProducedItem(Path.Combine(run.FilesFolder, file.Name), null)))];
        _files.Items = files;
        if (!files.IsEmpty)
        {
            output.Log.AppendLine(T("code.files-in", run.FilesFolder), ThemeRole.Muted);
        }

        Invalidate();
    }

    private bool Stop()
    {
        if (!IsRunning)
        {
            return false;
        }

        _running!.Cancel();
        TellWhenStopped();
        return true;
    }

    // A run can also be ended by the program's own key for whatever works; either way the output says so.
    private void TellWhenStopped()
    {
        if (_running is { IsCancelled: true } && _runOutput is { } output)
        {
            (_running, _runOutput) = (null, null);
            output.Show();
            output.Log.AppendLine(T("code.end.stopped"), ThemeRole.Warning);
            Invalidate();
        }
    }

    private void OpenSelected()
    {
        if (SelectedItem is not { } item)
        {
            return;
        }

        if (!item.CanOpen)
        {
            Context.Notices.Say(T("code.file-at", item.Path!));
            return;
        }

        Context.Jobs.StartQuiet(
            async ct =>
            {
                string path = item.Path ?? WritePage(item.Html!);
                return (Path: path, Opening: await Context.Services.Exports.OpenAsync(path, ct).ConfigureAwait(false));
            },
            done => Context.Notices.Say(
                T(done.Opening.Opened ? "code.opened" : "code.not-opened", done.Opening.Message, done.Path)));
    }

    private string WritePage(string html)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Context.Services.Data.Root, "code", "pages")).FullName;
        string name = $"page-{Context.Services.Time.GetUtcNow():yyyyMMdd-HHmmss-fff}.html";
        string path = Path.Combine(folder, name);
        File.WriteAllText(path, html);
        return path;
    }
}
