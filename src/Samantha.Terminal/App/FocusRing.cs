namespace Samantha.Terminal.App;

/// <summary>
/// Which of several things has the focus, and the way round with Tab and Shift+Tab. Things that cannot take it are passed over.
/// </summary>
public sealed class FocusRing<T>
    where T : class
{
    private readonly Func<T, bool> _canFocus;
    private readonly List<T> _items = [];

    public FocusRing(Func<T, bool> canFocus) => _canFocus = canFocus;

    /// <summary>Null only when nothing can take the focus.</summary>
    public T? Current { get; private set; }

    /// <summary>The things in order. The focus stays where it is if that thing is still there and takes it.</summary>
    public void Set(IEnumerable<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        _items.Clear();
        _items.AddRange(items);
        if (Current is null || !_items.Contains(Current) || !_canFocus(Current))
        {
            Current = _items.Find(item => _canFocus(item));
        }
    }

    /// <summary>False when the thing is not in the ring or does not take the focus.</summary>
    public bool Focus(T item)
    {
        if (!_items.Contains(item) || !_canFocus(item))
        {
            return false;
        }

        Current = item;
        return true;
    }

    public T? Next() => Step(1);

    public T? Previous() => Step(-1);

    private T? Step(int direction)
    {
        var start = Current is null ? -direction : _items.IndexOf(Current);
        for (var i = 1; i <= _items.Count; i++)
        {
            var item = _items[(((start + (i * direction)) % _items.Count) + _items.Count) % _items.Count];
            if (_canFocus(item))
            {
                Current = item;
                break;
            }
        }

        return Current;
    }
}
