namespace Samantha.Tui.Ports;

/// <summary>A file that cannot be read, written or removed. The message is for the person and says what to do.</summary>
public sealed class LibraryException : Exception
{
    public LibraryException(string message)
        : base(message)
    {
    }

    public LibraryException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
