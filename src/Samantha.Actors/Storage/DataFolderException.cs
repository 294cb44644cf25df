namespace Samantha.Actors.Storage;

/// <summary>The data folder cannot be used. The message says which folder, why, and what to do; it is meant for the
/// user.</summary>
public sealed class DataFolderException : IOException
{
    public DataFolderException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
