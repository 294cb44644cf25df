namespace Samantha.Terminal.Widgets.Transcripts;

/// <summary>A place in a transcript: the number of a line, counted from the first ever written, and a character of it.</summary>
public readonly record struct TranscriptPlace(long Line, int Column) : IComparable<TranscriptPlace>
{
    public int CompareTo(TranscriptPlace other)
    {
        int lines = Line.CompareTo(other.Line);
        return lines != 0 ? lines : Column.CompareTo(other.Column);
    }

    public static bool operator <(TranscriptPlace left, TranscriptPlace right) => left.CompareTo(right) < 0;

    public static bool operator >(TranscriptPlace left, TranscriptPlace right) => left.CompareTo(right) > 0;

    public static bool operator <=(TranscriptPlace left, TranscriptPlace right) => left.CompareTo(right) <= 0;

    public static bool operator >=(TranscriptPlace left, TranscriptPlace right) => left.CompareTo(right) >= 0;
}
