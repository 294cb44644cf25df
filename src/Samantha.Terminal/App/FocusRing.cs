namespace Samantha.Terminal.App;

/// <summary>Which of several things has the focus, and the way round with Tab and Shift+Tab. Things that cannot take it are passed over.</summary>
public sealed class FocusRing<T>
    where T : class
{
    public FocusRing(Func<T, bool> canFocus) => throw new NotImplementedException();

    public T? Current => throw new NotImplementedException();

    /// <summary>The things in order. The focus stays where it is if that thing is still there.</summary>
    public void Set(IEnumerable<T> items) => throw new NotImplementedException();

    public bool Focus(T item) => throw new NotImplementedException();

    public T? Next() => throw new NotImplementedException();

    public T? Previous() => throw new NotImplementedException();
}
