namespace Samantha.Hocon;

/// <summary>
/// A value of a HOCON text, immutable, with the place where it was written. Substitutions are resolved already.
/// </summary>
public abstract class HoconNode
{
    private protected HoconNode(HoconPosition position) => Position = position;

    public HoconPosition Position { get; }

    /// <summary>What this is, as a word for messages: "an object", "a list" or "a text".</summary>
    public abstract string Kind { get; }
}
