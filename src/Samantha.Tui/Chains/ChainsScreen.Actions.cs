using Samantha.Chains.ChainFiles;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Tui.App;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Chains;

/// <summary>What can be done with a chain of the list.</summary>
public sealed partial class ChainsScreen
{
    private const int NameCharsMax = 100;

    private void Start(ChainFile file)
    {
        // A second press while the first one is at work would start the chain twice.
        if (_starting is not { IsEnded: false })
        {
            _starting = Context.Jobs.Start(
                T("chains.starting"), (_, ct) => LookAsync(file.Entry.Path, ct), report => StartChecked(file, report));
        }
    }

    private void StartChecked(ChainFile file, ChainReport report)
    {
        if (report.Chain is not { } chain || !report.CanRun)
        {
            Context.Notices.Error(T("chains.cannot-start", file.Name));
            Show(ChainPreview.Lines(Context.Texts, report, PathOf(file)));
            return;
        }

        string[] downloads = [.. report.Models.Where(model => model.NeedsDownload).Select(model => model.Entry.Model).Distinct()];
        if (downloads.Length > 0)
        {
            Dialog.Confirm(
                Kit, file.Name, T("chains.downloads", string.Join("\n", downloads)), () => Begin(chain, file)).Open();
            return;
        }

        Begin(chain, file);
    }

    // Quiet: Ctrl+C means the session from here on, and not the wait for its first event.
    private void Begin(ChainDefinition chain, ChainFile file) => _starting = Context.Jobs.StartQuiet(
        ct => Context.Sessions.StartAsync(chain, file.Entry.Path, ct),
        answer =>
        {
            if (answer.Accepted)
            {
                Context.Go.Show(ScreenIds.Session, answer.Session);
            }
            else
            {
                Context.Notices.Error(answer.Message);
            }
        });

    private void Edit(ChainFile file)
    {
        if (file.Entry.IsExample)
        {
            Duplicate(file, path => Context.Go.Show(ScreenIds.Editor, path));
            return;
        }

        Context.Go.Show(ScreenIds.Editor, file.Entry.Path);
    }

    private void Duplicate(ChainFile file, Action<string> then) => Context.Jobs.StartQuiet(
        () => Context.Services.Chains.Duplicate(file.Entry.Path),
        path =>
        {
            Context.Notices.Say(T("chains.duplicated", Path.GetFileName(path)));
            then(path);
            Refresh();
        });

    private void AskForName() => new InputDialog(
        Kit, T("chains.new-title"), T("chains.new-name"), "", Create,
        name => name.Trim().Length == 0 ? T("chains.name-needed")
            : name.Length > NameCharsMax ? T("chains.name-long")
            : null).Open();

    private void Create(string name) => Context.Jobs.StartQuiet(
        () =>
        {
            string path = Context.Services.Chains.NewPath(name.Trim());
            Context.Services.Chains.Save(path, ChainTemplate.Text(name.Trim()));
            return path;
        },
        path =>
        {
            _selectNext = path;
            Context.Go.Show(ScreenIds.Editor, path);
        });

    private void AskToDelete(ChainFile file) => Dialog.Confirm(
        Kit, T("chains.delete-title"), T("chains.delete", file.Name, file.Entry.Path), () => Context.Jobs.StartQuiet(
            () =>
            {
                Context.Services.Chains.Delete(file.Entry.Path);
                Context.Drafts.Forget(DraftSubjects.Chain(file.Entry.Path));
                return true;
            },
            _ =>
            {
                Context.Notices.Say(T("chains.deleted", file.Entry.FileName));
                Refresh();
            })).Open();
}
