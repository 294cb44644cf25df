namespace Samantha.Hocon;

/// <summary>
/// A text, quoted or not. What it means (number, duration, ...) is decided by who reads it: <see cref="HoconScalarReader"/>.
/// </summary>
public sealed class HoconScalar : HoconNode
{
    public HoconScalar(HoconPosition position, string text, bool wasQuoted)
        : base(position)
    {
        Text = text;
        WasQuoted = wasQuoted;
    }

    public string Text { get; }

    /// <summary>True if any part of it stood in quotes.</summary>
    public bool WasQuoted { get; }

    public override string Kind => "a text";

    public override string ToString() => Text;
}
