namespace Samantha.Engine.Protocol;

/// <summary>What arrived is not a frame of the protocol; the connection cannot be used any further.</summary>
public sealed class FrameException : Exception
{
    public FrameException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>The stream ended in the middle of a frame: the other side died while it wrote.</summary>
    public bool Truncated { get; init; }
}
