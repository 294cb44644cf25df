using System.Text;

namespace Samantha.Terminal.Text;

/// <summary>Columns that text takes on the screen, by the committed Unicode tables. Pure; knows no terminal's quirks.</summary>
public static class TextWidth
{
    /// <summary>Columns of a whole line as the cell buffer would draw it (control characters count 1: their visible mark).</summary>
    public static int Of(ReadOnlySpan<char> text) => throw new NotImplementedException();

    /// <summary>0, 1 or 2.</summary>
    public static int OfRune(Rune rune) => throw new NotImplementedException();

    /// <summary>Columns (0, 1 or 2) of one grapheme cluster.</summary>
    public static int OfCluster(ReadOnlySpan<char> cluster) => throw new NotImplementedException();
}
