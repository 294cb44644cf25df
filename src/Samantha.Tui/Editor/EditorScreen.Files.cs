using Samantha.Chains.ChainFiles;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Tui.App;
using Samantha.Tui.Chains;
using Samantha.Tui.Editor.Pages;

namespace Samantha.Tui.Editor;

/// <summary>Opening, saving and starting what is in the editor.</summary>
public sealed partial class EditorScreen
{
    /// <summary>The draft of a chain that has no file yet.</summary>
    private const string NewDraft = "editor:new";

    private const int NameCharsMax = 100;

    private int _opening;
    private bool _isLoading;

    private void Open(string path)
    {
        if (_isOpen && _path == path && IsChanged)
        {
            return;
        }

        KeepDraftSoon();
        int number = ++_opening;
        _isLoading = true;
        Context.Jobs.StartQuiet(
            () =>
            {
                string text = Context.Services.Chains.ReadText(path);
                Draft? draft = Context.Drafts.Find(DraftSubjects.Chain(path));
                return (Text: text, EditorFile.Read(Context.Services.Reading, text, path).State,
                    Draft: draft is null || draft.Text == text
                        ? null
                        : EditorFile.Read(Context.Services.Reading, draft.Text, ChainPath(path)).State);
            },
            read =>
            {
                if (number == _opening)
                {
                    bool isPromptList = path.EndsWith(".txt", StringComparison.OrdinalIgnoreCase);
                    Load(isPromptList ? null : path, read.Text, read.State, read.Draft);
                    if (isPromptList)
                    {
                        Context.Notices.Say(T("editor.prompt-list", Path.GetFileName(path)));
                    }
                }
            },
            NotLoaded);
    }

    private void NotLoaded(Exception problem)
    {
        _isLoading = false;
        Context.Notices.Error(problem.Message);
    }

    /// <summary>A new chain, or the one that was begun and not saved when the program ended.</summary>
    private void Begin()
    {
        int number = ++_opening;
        _isLoading = true;
        Context.Jobs.StartQuiet(
            () =>
            {
                string path = Path.Combine(Context.Services.Chains.OwnFolder, "new.conf");
                Draft? draft = Context.Drafts.Find(NewDraft);
                return (EditorFile.Read(Context.Services.Reading, EditorFile.NewText, path).State,
                    Draft: draft is null ? null : EditorFile.Read(Context.Services.Reading, draft.Text, path).State);
            },
            read =>
            {
                if (number == _opening)
                {
                    Load(null, null, read.State, _isOpen ? null : read.Draft);
                }
            },
            NotLoaded);
    }

    private static string ChainPath(string path) => Path.ChangeExtension(path, ".conf");

    private void Load(string? path, string? text, EditorState state, EditorState? draft)
    {
        (_path, _savedText, _saved, _isOpen, _isLoading) = (path, text, state, true, false);
        _history = new EditorHistory(state, Context.Services.Time);
        if (draft is not null)
        {
            _history.Change(draft, null);
            Context.Notices.Warn(T("editor.restored", FileName));
        }

        _report = null;
        _gauge.Show(null, []);
        string page = _tabs.Active!.Id;
        _tabs.Select(State.Document is null ? EditorPages.File : page == EditorPages.File ? EditorPages.Prompts : page);
        Page.Show(State, anew: true);
        if (Context.Go.Current == Id)
        {
            Kit.Focus(Page);
        }

        CheckNow();
        Invalidate();
    }

    private void Save()
    {
        if (_path is null || IsExample(_path))
        {
            AskForPath();
            return;
        }

        SaveTo(_path, onlyIf: _savedText);
    }

    /// <param name="path">Where to.</param>
    /// <param name="onlyIf">What the file must still say; null: whatever it says.</param>
    private void SaveTo(string path, string? onlyIf)
    {
        EditorState state = State;
        string subject = DraftSubject;
        _checking?.Cancel();
        Context.Jobs.Start(
            T("editor.saving"),
            (_, _) =>
            {
                string text = state.Text(Path.GetDirectoryName(path));
                if (onlyIf is not null && File.Exists(path) && Context.Services.Chains.ReadText(path) != onlyIf)
                {
                    return Task.FromResult<string?>(null);
                }

                Context.Services.Chains.Save(path, text);
                Context.Drafts.Forget(subject);
                Context.Drafts.Forget(DraftSubjects.Chain(path));
                return Task.FromResult<string?>(text);
            },
            text =>
            {
                if (text is null)
                {
                    Dialog.Confirm(
                        Kit, T("editor.changed-title"), T("editor.changed", path), () => SaveTo(path, onlyIf: null)).Open();
                    return;
                }

                (_path, _savedText, _saved) = (path, text, state);
                Context.Notices.Say(T(
                    Page is FormPage { IsValid: false } ? "editor.saved-without" : "editor.saved", Path.GetFileName(path)));
                Settle();
            });
    }

    private bool IsExample(string path) =>
        Path.GetFullPath(path).StartsWith(Context.Services.Chains.ExamplesFolder, StringComparison.Ordinal);

    private void AskForPath() => new InputDialog(
        Kit, T("editor.save-title"), T("chains.new-name"), State.Document?.Chain.Name ?? "",
        name => Context.Jobs.StartQuiet(
            () => Context.Services.Chains.NewPath(name.Trim()),
            path =>
            {
                string given = name.Trim();
                if (State.Document is { } document && document.Chain.Name != given)
                {
                    Change(state => state.WithChain(chain => chain with { Name = given }), "name");
                }

                SaveTo(path, onlyIf: "");
            }),
        name => name.Trim().Length == 0 ? T("chains.name-needed") : name.Length > NameCharsMax ? T("chains.name-long") : null)
        .Open();

    private void AskToRevert() => Dialog.Confirm(
        Kit, T("editor.revert-title"), T("editor.revert", FileName), () =>
        {
            // A step as any other: undo brings the edits back.
            _history.Change(_saved, null);
            Page.Show(State, anew: true);
            Settle();
        }).Open();

    private void Start()
    {
        EditorState state = State;
        string path = PathOrNew;
        string? folder = Folder;

        // What is not saved is in no file that a resumption could compare.
        string? file = IsChanged ? null : _path;
        Context.Jobs.Start(
            T("chains.starting"),
            (_, ct) => Context.Services.Checks.LookAsync(state.Text(folder), path, ct),
            report =>
            {
                if (report.Chain is not { } chain || !report.CanRun)
                {
                    Context.Notices.Error(T("chains.cannot-start", FileName));
                    _check.ShowLines(ChainPreview.Lines(Context.Texts, report, path));
                    _tabs.Select(EditorPages.Check);
                    Kit.Focus(Page);
                    return;
                }

                string[] downloads =
                    [.. report.Models.Where(model => model.NeedsDownload).Select(model => model.Entry.Model).Distinct()];
                if (downloads.Length > 0)
                {
                    Dialog.Confirm(
                        Kit, FileName, T("chains.downloads", string.Join("\n", downloads)), () => Start(chain, file)).Open();
                    return;
                }

                Start(chain, file);
            });
    }

    private void Start(ChainDefinition chain, string? file) => Context.Jobs.Start(
        T("chains.starting"),
        (_, ct) => Context.Sessions.StartAsync(chain, file, ct),
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
}
