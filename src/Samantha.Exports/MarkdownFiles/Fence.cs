using Samantha.Chains.Text;

namespace Samantha.Exports.MarkdownFiles;

/// <summary>
/// Puts text from outside into a Markdown document so that it cannot leave its place: in a fence that is longer than any inside,
/// or as one line with every sign that means something escaped. Hidden characters become visible.
/// </summary>
internal static class Fence
{
    private const int TicksMin = 3;

    public static string Block(string text, string language = "")
    {
        var safe = TerminalSanitizer.Sanitize(text);
        var fence = new string('`', Math.Max(TicksMin, LongestRun(safe) + 1));
        var end = safe.EndsWith('\n') || safe.Length == 0 ? "" : "\n";
        return $"{fence}{language}\n{safe}{end}{fence}\n";
    }

    public static string Line(string text)
    {
        var safe = TerminalSanitizer.SanitizeLine(text);
        var line = new System.Text.StringBuilder(safe.Length + 8);
        foreach (var c in safe)
        {
            if (char.IsAscii(c) && (char.IsPunctuation(c) || char.IsSymbol(c)) && c is not (',' or '.' or ':' or '/' or '%'))
            {
                line.Append('\\');
            }

            line.Append(c);
        }

        return line.ToString();
    }

    /// <summary>A name in code style on a line: a fence of ticks longer than any inside.</summary>
    public static string Code(string text)
    {
        var safe = TerminalSanitizer.SanitizeLine(text);
        var fence = new string('`', LongestRun(safe) + 1);
        return fence.Length > 1 ? $"{fence} {safe} {fence}" : $"`{safe}`";
    }

    private static int LongestRun(string text)
    {
        var longest = 0;
        var run = 0;
        foreach (var c in text)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }
}
