namespace Samantha.Terminal.Widgets.Popups;

/// <summary>The popups that are open, the newest on top. Bounded; draws nothing itself.</summary>
public sealed class PopupStack
{
    /// <summary>More popups over each other than this is a mistake of the program.</summary>
    public const int MaxOpen = 8;

    private readonly List<Popup> _open = [];

    /// <summary>Told when a popup opened or closed.</summary>
    public event Action? Changed;

    public IReadOnlyList<Popup> Open => _open;

    public Popup? Top => _open.Count > 0 ? _open[^1] : null;

    /// <summary>Shows a popup over all others; false when too many are open.</summary>
    public bool Show(Popup popup)
    {
        if (_open.Count >= MaxOpen || _open.Contains(popup))
        {
            return false;
        }

        _open.Add(popup);
        Changed?.Invoke();
        return true;
    }

    public void Close(Popup popup)
    {
        if (_open.Remove(popup))
        {
            Changed?.Invoke();
        }
    }
}
