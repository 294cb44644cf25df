namespace Samantha.Terminal.Widgets.Editing;

/// <summary>A row on the screen: the logical line and the how-manieth row of it, both from 0.</summary>
public readonly record struct RowPlace(int Line, int Row) : IComparable<RowPlace>
{
    public int CompareTo(RowPlace other)
    {
        int lines = Line.CompareTo(other.Line);
        return lines != 0 ? lines : Row.CompareTo(other.Row);
    }

    public static bool operator <(RowPlace left, RowPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(RowPlace left, RowPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(RowPlace left, RowPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(RowPlace left, RowPlace right) => left.CompareTo(right) >= 0;
}
