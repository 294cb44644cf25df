namespace Samantha.Chains.Text;

/// <summary>
/// Takes the common indentation off a text that begins on a line of its own, so that a chain file can be indented as it likes.
/// </summary>
public static class IndentedText
{
    /// <summary>
    /// The text without the blanks that all its non-blank lines share, and how many those are. A text that does not begin with a
    /// line end, or whose lines share nothing, comes back as it is. Line numbers stay the same.
    /// </summary>
    public static (string Text, int IndentRemoved) Remove(string text)
    {
        if (!text.StartsWith('\n') && !text.StartsWith("\r\n", StringComparison.Ordinal))
        {
            return (text, 0);
        }

        var lines = text.Split('\n');
        var indent = lines.Skip(1).Where(line => !string.IsNullOrWhiteSpace(line)).Select(Indent).DefaultIfEmpty(0).Min();
        return indent == 0
            ? (text, 0)
            : (string.Join('\n', lines.Select(line => line.Length >= indent ? line[indent..] : line.TrimStart(' ', '\t'))),
                indent);
    }

    private static int Indent(string line) => line.Length - line.AsSpan().TrimStart(" \t").Length;
}
