namespace Samantha.Terminal.Text;

/// <summary>Cutting text to a width without cutting a grapheme cluster. Pure.</summary>
public static class Truncation
{
    /// <summary>The text itself when it fits, else its beginning and the mark.</summary>
    public static string End(string text, int width, string ellipsis = "…") => throw new NotImplementedException();

    /// <summary>The text itself when it fits, else its beginning, the mark and its end: for paths and ids.</summary>
    public static string Middle(string text, int width, string ellipsis = "…") => throw new NotImplementedException();

    /// <summary>Cut or filled with blanks to exactly the width.</summary>
    public static string Pad(string text, int width, bool right = false, string ellipsis = "…") =>
        throw new NotImplementedException();
}
