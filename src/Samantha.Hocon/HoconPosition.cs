namespace Samantha.Hocon;

/// <summary>Where something was read: the name of the source and the 1-based line and column (in UTF-16 units).</summary>
public readonly record struct HoconPosition(string Source, int Line, int Column)
{
    public override string ToString() => $"{Source}:{Line}:{Column}";
}
