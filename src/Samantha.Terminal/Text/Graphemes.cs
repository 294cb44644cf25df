namespace Samantha.Terminal.Text;

/// <summary>What people call one character: boundaries of grapheme clusters in UTF-16 offsets. Pure.</summary>
public static class Graphemes
{
    /// <summary>Length in chars of the cluster that begins at an offset; 0 at the end.</summary>
    public static int LengthAt(ReadOnlySpan<char> text, int offset) => throw new NotImplementedException();

    /// <summary>The boundary after the cluster at the offset.</summary>
    public static int Next(ReadOnlySpan<char> text, int offset) => throw new NotImplementedException();

    /// <summary>The boundary before the offset.</summary>
    public static int Previous(ReadOnlySpan<char> text, int offset) => throw new NotImplementedException();

    /// <summary>The offset itself when it is a boundary, else the one before it.</summary>
    public static int Snap(ReadOnlySpan<char> text, int offset) => throw new NotImplementedException();
}
