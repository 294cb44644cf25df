namespace Samantha.Terminal.Text;

/// <summary>Soft wrapping of one logical line (no line feeds in it) at blanks, else at clusters; and cursor positions in it. Pure.</summary>
public static class WordWrap
{
    /// <summary>The screen lines of one logical line; at least one, also for an empty line. No cluster is ever cut.</summary>
    public static IReadOnlyList<WrappedLine> Wrap(ReadOnlySpan<char> line, int width) => throw new NotImplementedException();

    /// <summary>The column of a text offset within its screen line.</summary>
    public static int ColumnOf(ReadOnlySpan<char> line, WrappedLine row, int offset) => throw new NotImplementedException();

    /// <summary>The text offset (a grapheme boundary) under a column of a screen line.</summary>
    public static int OffsetAt(ReadOnlySpan<char> line, WrappedLine row, int column) => throw new NotImplementedException();
}
