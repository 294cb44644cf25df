namespace Samantha.Hocon;

/// <summary>
/// The bounds of what is read, so that a hostile or broken file ends in a message and not in a full memory or a dead process.
/// </summary>
public static class HoconLimits
{
    /// <summary>
    /// Longest text, in UTF-16 units. Room for a prompt of ten million characters written into the file itself.
    /// </summary>
    public const int TextLengthMax = 16 * 1024 * 1024;

    /// <summary>Deepest nesting of objects and lists. Real files need under ten; the reader is recursive.</summary>
    public const int DepthMax = 64;

    /// <summary>Longest chain of substitutions that point at each other.</summary>
    public const int SubstitutionChainMax = 32;

    /// <summary>Most values after substitution. A few lines can otherwise ask for billions.</summary>
    public const int NodesMax = 1_000_000;

    /// <summary>Most characters that substitutions may put together, for the same reason.</summary>
    public const int ExpandedLengthMax = TextLengthMax;
}
