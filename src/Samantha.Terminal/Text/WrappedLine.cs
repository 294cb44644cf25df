namespace Samantha.Terminal.Text;

/// <summary>
/// One screen line of a wrapped text: where it lies in the text (UTF-16 offsets) and its columns. Trailing blanks belong to it.
/// </summary>
public readonly record struct WrappedLine(int Start, int Length, int Width)
{
    public int End => Start + Length;
}
