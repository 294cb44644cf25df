namespace Samantha.Host.Terminal;

/// <summary>
/// Standard output cannot take more: its reader has gone (quietly, as with head) or the disk behind it is full.
/// </summary>
internal sealed class OutputClosedException : Exception
{
    public OutputClosedException(IOException inner)
        : base(inner.Message, inner)
    {
    }
}
