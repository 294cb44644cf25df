using System.Collections.Immutable;
using Samantha.Actors.Storage;
using Samantha.Chains.Code;
using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Tui.App;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Code;

/// <summary>Where the text comes from and where it goes: responses, drafts, files.</summary>
public sealed partial class CodeScreen
{
    private const string DefaultFile = "program.py";

    /// <summary>Typing goes on; the disk is only written when it pauses.</summary>
    private static readonly TimeSpan s_settle = TimeSpan.FromSeconds(1);

    private IDisposable? _settling;

    private void OnTextChanged()
    {
        _settling?.Dispose();
        _settling = Context.After(s_settle, () =>
        {
            string? text = IsChanged ? _editor.Text : null;
            Context.Jobs.StartQuiet(
                () =>
                {
                    if (text is not null)
                    {
                        Context.Drafts.Keep(DraftSubjects.Code, text);
                    }
                    else
                    {
                        Context.Drafts.Forget(DraftSubjects.Code);
                    }

                    return true;
                },
                _ => { });
        });
    }

    private void RestoreOrTake() => Context.Jobs.StartQuiet(
        ct => Task.FromResult((
            Draft: Context.Drafts.Find(DraftSubjects.Code)?.Text,
            Found: CodeFinder.Newest(Context.Services, 1, ct))),
        there =>
        {
            if (_editor.State.Document.Length > 0)
            {
                return; // Somebody was quicker.
            }

            if (there.Draft is { } draft)
            {
                _editor.Text = draft;
                Context.Notices.Say(T("code.draft-restored"));
            }
            else if (there.Found is [var newest])
            {
                Load(newest.Code, newest.Name);
            }
        });

    private void TakeLastOf(SessionId session) => Context.Jobs.StartQuiet(
        ct => Task.FromResult(CodeFinder.In(Context.Services, session, ct)),
        found =>
        {
            if (found.IsEmpty)
            {
                Context.Notices.Say(T("code.none-in-session", session));
            }
            else
            {
                Load(found[^1].Code, found[^1].Name);
            }
        });

    private void ChooseResponse() => Context.Jobs.Start(
        T("code.looking"),
        (_, ct) => Task.FromResult(CodeFinder.Newest(Context.Services, CodeFinder.FoundMax, ct)),
        found =>
        {
            if (found.IsEmpty)
            {
                Context.Notices.Say(T("code.none-found"));
                return;
            }

            ImmutableArray<ListItem> items = [.. found.Select((code, index) => new ListItem(
                $"{index}", FirstLineOf(code.Code), $"{code.Name} {code.Model}", Tag: code))];
            new ChoiceDialog(Kit, T("code.choose"), items, null, chosen =>
            {
                var code = (FoundCode)chosen.Tag!;
                Load(code.Code, code.Name);
            }).Open();
        });

    private static string FirstLineOf(ExtractedCode code)
    {
        string text = code.Program.Length > 0 ? code.Program : code.HtmlBlocks.FirstOrDefault() ?? "";
        return OneLine.Of(text, 60);
    }

    // As an edit, so that undo brings back what stood there.
    private void Load(ExtractedCode code, string name)
    {
        bool replaces = IsChanged && code.Program.Length > 0;
        if (code.Program.Length > 0 && code.Program != _editor.Text)
        {
            _editor.State.ReplaceAll(code.Program);
            _editor.State.MoveTo(default, select: false);
            _cleanText = _editor.Text;
        }

        _files.Items = [.. code.HtmlBlocks.Select((html, index) => new ListItem(
            $"html-{index}", T("code.page", index + 1), Context.Texts.Bytes(html.Length), Tag: new ProducedItem(null, html)))];
        string removed = code.RemovedLines.IsEmpty ? "" : " " + T("code.removed", string.Join(", ", code.RemovedLines));
        Context.Notices.Say(T("code.taken", name) + removed + (replaces ? " " + T("code.undo") : ""));
    }

    private void ExtractHere()
    {
        if (CodeExtraction.Extract(_editor.Text, isComplete: true) is { } code)
        {
            Load(code, T("code.this-text"));
        }
        else
        {
            Context.Notices.Say(T("code.nothing-to-extract"));
        }
    }

    private void AskWhereToSave()
    {
        if (_editor.State.Document.Length > 0)
        {
            new InputDialog(
                Kit, T("code.save-title"), T("code.save-name"), DefaultFile, name => Save(Path.GetFullPath(name.Trim())),
                name => name.Trim().Length == 0 || Directory.Exists(name.Trim()) ? T("code.save-needed") : null).Open();
        }
    }

    private void Save(string path)
    {
        string text = _editor.Text;
        Context.Jobs.StartQuiet(
            () => File.Exists(path),
            isThere =>
            {
                if (isThere)
                {
                    Dialog.Confirm(Kit, T("code.save-title"), T("code.save-replace", path), () => Write(path, text)).Open();
                }
                else
                {
                    Write(path, text);
                }
            });
    }

    private void Write(string path, string text) => Context.Jobs.StartQuiet(
        () =>
        {
            Context.Services.Chains.Save(path, text);
            Context.Drafts.Forget(DraftSubjects.Code);
            return path;
        },
        saved =>
        {
            _cleanText = text;
            Context.Notices.Say(T("code.saved", saved));
        });
}
