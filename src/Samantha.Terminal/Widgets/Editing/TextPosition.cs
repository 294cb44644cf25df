namespace Samantha.Terminal.Widgets.Editing;

/// <summary>A place between two characters: line and offset in UTF-16 characters, both from 0.</summary>
public readonly record struct TextPosition(int Line, int Column) : IComparable<TextPosition>
{
    public int CompareTo(TextPosition other)
    {
        int lines = Line.CompareTo(other.Line);
        return lines != 0 ? lines : Column.CompareTo(other.Column);
    }

    public static bool operator <(TextPosition left, TextPosition right) => left.CompareTo(right) < 0;

    public static bool operator >(TextPosition left, TextPosition right) => left.CompareTo(right) > 0;

    public static bool operator <=(TextPosition left, TextPosition right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TextPosition left, TextPosition right) => left.CompareTo(right) >= 0;

    public static TextPosition Min(TextPosition left, TextPosition right) => left <= right ? left : right;

    public static TextPosition Max(TextPosition left, TextPosition right) => left <= right ? right : left;
}
