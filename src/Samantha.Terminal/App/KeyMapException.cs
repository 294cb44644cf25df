namespace Samantha.Terminal.App;

/// <summary>A key table that cannot be used. The message is for the person who wrote it.</summary>
public sealed class KeyMapException : Exception
{
    public KeyMapException(string message)
        : base(message)
    {
    }
}
