using System.Collections.Immutable;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;

namespace Samantha.Terminal.Widgets.Markdown;

/// <summary>
/// Turns Markdown into styled lines, one at a time: headings, lists, quotes, code blocks, and the marks inside a line. Tables and
/// HTML stay text. Never fails: what is no Markdown is shown as it is. Pure.
/// </summary>
public static class MarkdownStyler
{
    /// <summary>Marks inside longer lines stay as they are; no person wrote them.</summary>
    public const int MaxInlineChars = 8_192;

    private const int MostIndent = 3;
    private const int LeastFence = 3;

    /// <summary>One line without its line end, and the state for the next one.</summary>
    public static StyledLine Style(string line, ref MarkdownState state, string bullet = "•")
    {
        string trimmed = line.TrimStart(' ');
        int indent = line.Length - trimmed.Length;
        int fence = indent <= MostIndent ? FenceLength(trimmed) : 0;
        if (state.InCode)
        {
            bool closes = fence >= state.FenceLength && trimmed[0] == state.FenceSign && trimmed[fence..].Trim().Length == 0;
            state = closes ? default : state;
            return StyledLine.In(closes ? ThemeRole.Muted : ThemeRole.Code, line);
        }

        if (fence > 0)
        {
            state = new MarkdownState(trimmed[0], fence);
            return StyledLine.In(ThemeRole.Muted, line);
        }

        return Block(line, trimmed, indent, bullet);
    }

    /// <summary>A whole text at once.</summary>
    public static ImmutableArray<StyledLine> StyleAll(string text, string bullet = "•")
    {
        var lines = ImmutableArray.CreateBuilder<StyledLine>();
        var state = default(MarkdownState);
        foreach (string line in Editing.TextDocument.Normalise(text).Split('\n'))
        {
            lines.Add(Style(line, ref state, bullet));
        }

        return lines.ToImmutable();
    }

    private static StyledLine Block(string line, string trimmed, int indent, string bullet)
    {
        if (indent <= MostIndent && HeadingLevel(trimmed) is > 0 and var level)
        {
            return StyledLine.In(ThemeRole.Heading, trimmed[level..].Trim().TrimEnd('#').TrimEnd());
        }

        if (IsRule(trimmed) || IsTableRule(trimmed))
        {
            return StyledLine.In(ThemeRole.Muted, line);
        }

        if (trimmed.StartsWith('>'))
        {
            return StyledLine.In(ThemeRole.Quote, line);
        }

        if (trimmed.Length > 1 && trimmed[0] is '-' or '*' or '+' && trimmed[1] == ' ')
        {
            string lead = new string(' ', indent) + bullet + " ";
            return MarkdownInline.Style(lead, ThemeRole.Accent, trimmed[2..]);
        }

        int digits = trimmed.TakeWhile(char.IsAsciiDigit).Count();
        if (digits is > 0 and < 10 && trimmed.Length > digits + 1 && trimmed[digits] is '.' or ')' && trimmed[digits + 1] == ' ')
        {
            int lead = indent + digits + 2;
            return MarkdownInline.Style(line[..lead], ThemeRole.Accent, line[lead..]);
        }

        return MarkdownInline.Style(line[..indent], ThemeRole.Text, trimmed);
    }

    private static int FenceLength(string trimmed)
    {
        if (trimmed.Length < LeastFence || trimmed[0] is not ('`' or '~'))
        {
            return 0;
        }

        int length = trimmed.AsSpan().IndexOfAnyExcept(trimmed[0]);
        length = length < 0 ? trimmed.Length : length;

        // ```code``` on one line is code inside a line, not a fence.
        bool closedOnLine = trimmed[0] == '`' && trimmed.AsSpan(length).Contains('`');
        return length >= LeastFence && !closedOnLine ? length : 0;
    }

    private static int HeadingLevel(string trimmed)
    {
        int level = trimmed.AsSpan().IndexOfAnyExcept('#');
        return level is > 0 and <= 6 && trimmed[level] == ' ' ? level : 0;
    }

    private static bool IsRule(string trimmed)
    {
        string signs = trimmed.Replace(" ", "", StringComparison.Ordinal);
        return signs.Length >= 3 && signs[0] is '-' or '*' or '_' && signs.AsSpan().IndexOfAnyExcept(signs[0]) < 0;
    }

    private static bool IsTableRule(string trimmed) =>
        trimmed.StartsWith('|') && trimmed.Contains('-') && trimmed.AsSpan().IndexOfAnyExcept("|-: \t") < 0;
}
