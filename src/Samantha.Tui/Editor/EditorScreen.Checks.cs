using Samantha.Chains.Prompts;
using Samantha.Tui.App;
using Samantha.Tui.Chains;
using Samantha.Tui.Editor.Pages;
using Samantha.Tui.Ports;

namespace Samantha.Tui.Editor;

/// <summary>What follows a change after a short rest: parsing, the draft, the check, and later the counting of tokens.</summary>
public sealed partial class EditorScreen
{
    /// <summary>A hand that types rests longer than this between thoughts, not between letters.</summary>
    private static readonly TimeSpan s_settle = TimeSpan.FromMilliseconds(200);

    /// <summary>Counting starts a process for each model.</summary>
    private static readonly TimeSpan s_count = TimeSpan.FromMilliseconds(1_500);

    private IDisposable? _settling;
    private IDisposable? _waitsToCount;
    private Job? _checking;
    private Job? _counting;

    private void Settle()
    {
        _settling?.Dispose();
        _waitsToCount?.Dispose();
        _counting?.Cancel();
        _settling = Context.After(s_settle, CheckNow);
        Invalidate();
    }

    private void CheckNow()
    {
        _checking?.Cancel();
        EditorState state = State;
        string? folder = Folder;
        string path = PathOrNew;
        bool isChanged = IsChanged;
        string subject = DraftSubject;
        _checking = Context.Jobs.StartQuiet(
            async ct =>
            {
                string text = state.Text(folder);
                KeepDraft(subject, isChanged, text);
                EditorState read = state.Document is null ? EditorFile.Read(Context.Services.Reading, text, path).State : state;
                PromptList list = read.Document is { } document ? EditorFile.Parse(document) : new PromptList([]);
                PromptMarks marks = read.Document is { } shown ? PromptMarks.Of(list, shown.Prompts) : PromptMarks.None;
                ChainReport report = await Context.Services.Checks.LookAsync(text, path, ct).ConfigureAwait(false);
                return (read, list, marks, report);
            },
            result =>
            {
                if (ReferenceEquals(State, state))
                {
                    Checked(result.read, result.list, result.marks, result.report, path);
                }
            });
    }

    private void Checked(EditorState read, PromptList list, PromptMarks marks, ChainReport report, string path)
    {
        if (read != State)
        {
            _saved = ReferenceEquals(_saved, State) ? read : _saved;
            _history.Amend(read);
            if (Page is not FilePage)
            {
                Page.Show(read, anew: true);
            }
        }

        _report = report;
        _prompts.ShowParsed(list, marks);
        _models.ShowReport(report.Models);
        _check.ShowLines(ChainPreview.Lines(Context.Texts, report, path));
        _file.ShowFindings(State.Raw is null ? [] : report.Findings);
        _waitsToCount?.Dispose();
        _waitsToCount = Context.After(s_count, () =>
        {
            if (Context.Go.Current == Id)
            {
                Count();
            }
        });
        Invalidate();
    }

    private void Count()
    {
        if (State.Document is null)
        {
            return;
        }

        _counting?.Cancel();
        EditorState state = State;
        string path = PathOrNew;
        string? folder = Folder;
        _gauge.ShowCounting();
        _counting = Context.Jobs.StartQuiet(
            ct => Context.Services.Checks.CountAsync(state.Text(folder), path, null, ct),
            report =>
            {
                if (ReferenceEquals(State, state))
                {
                    _report = report;
                    _prompts.ShowCounts(report.Counts);
                    _gauge.Show(report.Chain, report.Counts);
                    _check.ShowLines(ChainPreview.Lines(Context.Texts, report, path));
                    Invalidate();
                }
            },
            problem =>
            {
                _gauge.Show(null, []);
                Context.Notices.Error(problem.Message);
            });
    }

    /// <summary>Called before the program ends; everything else of drafts is done by the check.</summary>
    public override void KeepDraft()
    {
        if (_isOpen)
        {
            KeepDraft(DraftSubject, IsChanged, State.Text(Folder));
        }
    }

    private void KeepDraftSoon()
    {
        EditorState state = State;
        string? folder = Folder;
        string subject = DraftSubject;
        if (IsChanged)
        {
            Context.Jobs.StartQuiet(
                () =>
                {
                    Context.Drafts.Keep(subject, state.Text(folder));
                    return true;
                },
                _ => { });
        }
    }

    private string DraftSubject => _path is null ? NewDraft : DraftSubjects.Chain(_path);

    // Any thread. Forgetting what is not there costs nothing.
    private void KeepDraft(string subject, bool isChanged, string text)
    {
        if (isChanged)
        {
            Context.Drafts.Keep(subject, text);
        }
        else
        {
            Context.Drafts.Forget(subject);
        }
    }
}
