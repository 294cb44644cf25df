namespace Samantha.Tui.App;

/// <summary>Brings screens to the front. The shell listens; screens only ask.</summary>
public sealed class Navigation
{
    private Action<string, object?> _show = (_, _) => { };
    private Action _quit = () => { };

    /// <summary>Id of the screen in front.</summary>
    public string Current { get; internal set; } = ScreenIds.Chains;

    /// <param name="screenId">One of <see cref="ScreenIds"/>.</param>
    /// <param name="argument">
    /// Editor: a path (string) or null for a new chain. Session: a <c>SessionId</c> or a <c>ComparedPair</c>. Code: an <c>ExtractedCode</c> or a text.
    /// Models: a path. Others: nothing.
    /// </param>
    public void Show(string screenId, object? argument = null) => _show(screenId, argument);

    /// <summary>Asks what must be asked, then ends the program.</summary>
    public void Quit() => _quit();

    internal void Connect(Action<string, object?> show, Action quit)
    {
        _show = show;
        _quit = quit;
    }
}
