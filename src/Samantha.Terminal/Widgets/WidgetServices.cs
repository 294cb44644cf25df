namespace Samantha.Terminal.Widgets;

/// <summary>
/// What widgets need from the program around them, as delegates: clipboard, frames, an editor. Defaults do nothing.
/// </summary>
public sealed record WidgetServices
{
    /// <summary>Puts text on the clipboard; false when it is too large for the terminal.</summary>
    public Func<string, bool> Copy { get; init; } = _ => false;

    /// <summary>Asks for a new frame.</summary>
    public Action Invalidate { get; init; } = () => { };

    /// <summary>
    /// Opens a person's own editor on the text and calls back on the UI thread with what it became, or null when it was given up.
    /// Null: there is no such editor, and nothing offers it.
    /// </summary>
    public Action<string, Action<string?>>? EditExternally { get; init; }

    /// <summary>A short line for the person, such as what was copied.</summary>
    public Action<string> Notify { get; init; } = _ => { };

    public TimeProvider Time { get; init; } = TimeProvider.System;
}
