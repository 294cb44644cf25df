using Samantha.Chains.ChainFiles;
using Samantha.Terminal.Widgets;
using Samantha.Tui.App;

namespace Samantha.Tui.Editor.Pages;

/// <summary>One page of the editor. Shows a part of the state and tells of a person's changes; keeps nothing itself.</summary>
public abstract class EditorPage : Widget
{
    protected EditorPage(ScreenContext context, string id)
        : base(context.Kit)
    {
        Context = context;
        Id = id;
    }

    public string Id { get; }

    protected ScreenContext Context { get; }

    /// <summary>Takes a changed state and the name of the field that changed it.</summary>
    public Action<Func<EditorState, EditorState>, string> Change { get; set; } = (_, _) => { };

    /// <summary>Shows a state.</summary>
    /// <param name="state">What there is now.</param>
    /// <param name="anew">It did not come from this page: fields show it whatever is in them.</param>
    public abstract void Show(EditorState state, bool anew);

    /// <summary>Puts the focus where a field was changed.</summary>
    public virtual void Reveal(string field) => Kit.Focus(this);

    protected string T(string key) => Context.Texts[key];

    protected string T(string key, params ReadOnlySpan<object> values) => Context.Texts.Format(key, values);

    protected void ChangeChain(Func<ChainDefinition, ChainDefinition> change, string field) =>
        Change(state => state.WithChain(change), field);
}
