namespace Samantha.Actors.Control;

/// <summary>The bounds of the control socket. The defaults are for people at terminals; tests shorten them.</summary>
internal sealed record ControlLimits
{
    /// <summary>A handful of terminals and scripts; more is a mistake.</summary>
    public int ClientsMax { get; init; } = 16;

    /// <summary>Above any request or reply: a text of a million characters, each escaped.</summary>
    public int LineBytesMax { get; init; } = 8 * 1024 * 1024;

    /// <summary>A client that says nothing, or does not read its reply, is let go.</summary>
    public int IdleTimeoutMs { get; init; } = 30_000;

    /// <summary>The session's actors answer at once; a handler that does not is stuck.</summary>
    public int HandlerTimeoutMs { get; init; } = 10_000;
}
