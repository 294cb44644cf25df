namespace Samantha.Chains.Prompts;

/// <summary>
/// Where a text stands in its file: the position of its first character, and the indentation that was taken off its further
/// lines. A fixed origin (a quoted text with escapes) gives the same place for every character.
/// </summary>
public sealed record TextOrigin(int Line, int Column, int IndentRemoved = 0, bool IsFixed = false)
{
    public static TextOrigin FileStart { get; } = new(1, 1);

    internal (int Line, int Column) Map(int zeroBasedLine, int column)
    {
        if (IsFixed)
        {
            return (Line, Column);
        }

        return zeroBasedLine == 0 ? (Line, Column + column - 1) : (Line + zeroBasedLine, column + IndentRemoved);
    }
}
