using Samantha.Actors.Sessions;
using Samantha.Terminal.Widgets;

namespace Samantha.Tui.App;

/// <summary>
/// One tab of the program: a widget that fills the space between the tabs and the status line. It owns only what it shows; all
/// waiting is done by <see cref="ScreenContext.Jobs"/>. Everything here runs on the UI thread.
/// </summary>
/// <remarks>
/// A screen lays out its children in Arrange, draws them in Draw, gives its key table by <see cref="ScreenContext.Keys"/> and
/// does the actions in Run. The focus, the popups, help, palette and status line come from the shell.
/// </remarks>
public abstract class Screen : Widget
{
    protected Screen(ScreenContext context, string id)
        : base(context.Kit)
    {
        Context = context;
        Id = id;
    }

    /// <summary>One of <see cref="ScreenIds"/>.</summary>
    public string Id { get; }

    public ScreenContext Context { get; }

    /// <summary>The name of what would be lost by quitting now; null when nothing would.</summary>
    public virtual string? UnsavedWork => null;

    /// <summary>
    /// What <see cref="Shown"/> would have to be given to come back here: screens are made anew when the language changes.
    /// </summary>
    public virtual object? Place => null;

    /// <summary>The screen comes to the front. The argument is what the caller of <see cref="Navigation.Show"/> gave.</summary>
    public virtual void Shown(object? argument)
    {
    }

    /// <summary>Another screen comes to the front. Work goes on.</summary>
    public virtual void Hidden()
    {
    }

    /// <summary>Something that a session of this process published. Also called while the screen is hidden.</summary>
    public virtual void OnNews(SessionNews news)
    {
    }

    /// <summary>Another word for an action of a widget in the line of keys, such as start for open; empty: left out; null: its
    /// own.</summary>
    public virtual string? LabelOf(string actionId) => null;

    /// <summary>Ctrl+C: ends what runs here (a response, a program). False when there is nothing to end.</summary>
    public virtual bool Interrupt() => false;

    /// <summary>
    /// Writes what is unsaved into <see cref="ScreenContext.Drafts"/>; called before quitting and after changes.
    /// </summary>
    public virtual void KeepDraft()
    {
    }

    protected string T(string key) => Context.Texts[key];

    protected string T(string key, params ReadOnlySpan<object> values) => Context.Texts.Format(key, values);
}
