namespace Samantha.Terminal.Text;

/// <summary>Makes text from outside harmless for a terminal: C0, C1, ESC, DEL, bidi overrides and lone surrogates become visible marks.</summary>
public static class Sanitizer
{
    /// <summary>True when no character would be changed (line feeds count as changed).</summary>
    public static bool IsClean(ReadOnlySpan<char> text) => throw new NotImplementedException();

    /// <summary>The text with marks in place of what may not reach a terminal.</summary>
    public static string Clean(string text, bool keepLineFeeds = false, bool ascii = false) => throw new NotImplementedException();
}
