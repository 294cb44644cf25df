using Samantha.Terminal.Widgets.Lists;
using Samantha.Terminal.Widgets.Popups;
using Samantha.Tui.Texts;

namespace Samantha.Tui.Editor;

/// <summary>Filling a text from a collection of prompts.</summary>
public sealed partial class EditorScreen
{
    private const int ShownChars = 90;

    private string? CollectionOfPage() => _tabs.Active?.Id switch
    {
        EditorPages.Prompts => PromptCollections.User,
        EditorPages.SystemPrompt => PromptCollections.System,
        _ => null,
    };

    private void ChooseFromCollection()
    {
        if (CollectionOfPage() is not { } kind)
        {
            return;
        }

        var collections = new PromptCollections(Context.Services);
        Context.Jobs.StartQuiet(
            () => collections.Read(kind),
            prompts =>
            {
                if (prompts.IsEmpty)
                {
                    Context.Notices.Say(T("editor.no-collection", collections.OwnFolder));
                    return;
                }

                new ChoiceDialog(
                    Kit, T("editor.collection." + kind),
                    [
                        .. prompts.Select((prompt, at) => new ListItem(
                            at.ToString(Context.Texts.Culture), OneLine.Of(prompt.Text, ShownChars), prompt.FileName,
                            Tag: prompt)),
                    ],
                    null,
                    choice => Fill(kind, ((CollectedPrompt)choice.Tag!).Text)).Open();
            });
    }

    private void Fill(string kind, string text)
    {
        string page = kind == PromptCollections.User ? EditorPages.Prompts : EditorPages.SystemPrompt;
        Change(
            state => state.With(document => kind == PromptCollections.User
                ? document with { Prompts = text, PromptTexts = null }
                : document with { SystemPrompt = text }),
            "collection." + page);
        _tabs.Select(page);
        Page.Show(State, anew: true);
        Context.Notices.Say(T("editor.filled"));
    }
}
