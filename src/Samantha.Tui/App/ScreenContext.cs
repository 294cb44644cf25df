using Samantha.Terminal.App;
using Samantha.Terminal.Widgets;
using Samantha.Tui.Library;
using Samantha.Tui.Ports;
using Samantha.Tui.Texts;

namespace Samantha.Tui.App;

/// <summary>What all screens share. Made once by the program; knows no screen.</summary>
public sealed class ScreenContext
{
    public required ITuiServices Services { get; init; }

    public required WidgetKit Kit { get; init; }

    public required TextCatalog Texts { get; init; }

    public required Jobs Jobs { get; init; }

    public required SessionDesk Sessions { get; init; }

    public required Drafts Drafts { get; init; }

    public required Navigation Go { get; init; }

    public required Notices Notices { get; init; }

    public required ThemeShelf Themes { get; init; }

    /// <summary>The person's choices in effect. Changed only by <see cref="ApplySettings"/>.</summary>
    public required UiSettings Settings { get; set; }

    /// <summary>
    /// Takes new settings into effect (theme, mouse, bell at once; the language with the next start of the interface).
    /// </summary>
    public required Action<UiSettings> ApplySettings { get; init; }

    /// <summary>Runs work on the UI thread and draws. Any thread.</summary>
    public required Action<Action> Post { get; init; }

    /// <summary>Runs work on the UI thread after a time. Disposing cancels it.</summary>
    public required Func<TimeSpan, Action, IDisposable> After { get; init; }

    /// <summary>
    /// A key table for a screen: help and label of an action are the texts <c>action.ID</c> and <c>label.ID</c>, and the
    /// person's own keys are in it.
    /// </summary>
    public KeyMap Keys(string scope, params ReadOnlySpan<(string ActionId, string[] Keys)> actions) =>
        ScreenKeys.Make(Texts, Settings, scope, Notices.Error, actions);
}
