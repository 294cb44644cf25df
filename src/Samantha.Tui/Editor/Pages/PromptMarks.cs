using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Prompts;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Editing;

namespace Samantha.Tui.Editor.Pages;

/// <summary>
/// What the prompt list says, as signs in the margin and looks of ranges: numbers, the pre-prompt, what is ignored, braces,
/// findings. Pure; a sign or a bracket says everything that a colour says.
/// </summary>
public sealed record PromptMarks(ImmutableArray<MarginMark> Marks, ImmutableArray<TextDecoration> Ranges)
{
    /// <summary>A longer list is marked at its beginning only, so that a key press stays quick.</summary>
    public const int MarkedMax = 5_000;

    public static PromptMarks None { get; } = new([], []);

    public static PromptMarks Of(PromptList list, string text)
    {
        string[] lines = text.Split('\n');
        var signs = new SortedDictionary<int, (string Sign, ThemeRole Role)>();
        var ranges = ImmutableArray.CreateBuilder<TextDecoration>();
        if (list.PrePrompt.Length > 0)
        {
            AddPrePrompt(text, lines, signs, ranges);
        }

        foreach (PromptItem item in list.Items.Where(item => item.Span.Line > 0).Take(MarkedMax))
        {
            signs[item.Span.Line - 1] = (item.Number.ToString(CultureInfo.InvariantCulture), ThemeRole.LineNumber);
            AddItem(item, lines, ranges);
        }

        foreach (IgnoredPrompt ignored in list.Ignored.Where(ignored => ignored.Span.Line > 0).Take(MarkedMax))
        {
            signs[ignored.Span.Line - 1] = ("-", ThemeRole.Ignored);
            ranges.Add(new TextDecoration(RangeOf(ignored.Span), ThemeRole.Ignored));
        }

        for (int line = 0; line < Math.Min(lines.Length, MarkedMax); line++)
        {
            if (lines[line].Trim() is { Length: >= 3 } sign && sign.All(c => c == '$'))
            {
                ranges.Add(new TextDecoration(Whole(lines, line), ThemeRole.Muted));
            }
        }

        foreach (Diagnostic finding in list.Diagnostics.Where(finding => finding.Line > 0).Take(MarkedMax))
        {
            string sign = signs.GetValueOrDefault(finding.Line - 1).Sign ?? "";
            signs[finding.Line - 1] = (sign.TrimEnd('!') + "!", finding.IsError ? ThemeRole.Error : ThemeRole.Warning);
        }

        return new PromptMarks(
            [.. signs.Select(pair => new MarginMark(pair.Key, pair.Value.Sign, "", pair.Value.Role))], ranges.ToImmutable());
    }

    private static void AddItem(PromptItem item, string[] lines, ImmutableArray<TextDecoration>.Builder ranges)
    {
        if (item.Kind == PromptKind.Final)
        {
            ranges.Add(new TextDecoration(RangeOf(item.Span), ThemeRole.Accent));
            return;
        }

        int line = item.Span.Line - 1;
        int start = item.Span.Column - 1;
        if (line >= lines.Length || start >= lines[line].Length || lines[line][start] != '{')
        {
            return;
        }

        int end = lines[line].IndexOf('}', start);
        if (end > start)
        {
            ranges.Add(new TextDecoration(
                new TextRange(new TextPosition(line, start), new TextPosition(line, end + 1)),
                item.Problem is null ? ThemeRole.Code : ThemeRole.Error));
        }
    }

    // The parser has accepted it, so it begins with the first bracket and that one is closed.
    private static void AddPrePrompt(
        string text, string[] lines, SortedDictionary<int, (string Sign, ThemeRole Role)> signs,
        ImmutableArray<TextDecoration>.Builder ranges)
    {
        int start = text.IndexOf('[', StringComparison.Ordinal);
        int depth = 0;
        int end = start;
        for (; end >= 0 && end < text.Length; end++)
        {
            bool isEscaped = end > 0 && text[end - 1] == '\\';
            depth += isEscaped ? 0 : text[end] switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth == 0)
            {
                break;
            }
        }

        if (start < 0 || end >= text.Length)
        {
            return;
        }

        TextPosition from = PositionOf(text, start);
        TextPosition to = PositionOf(text, end);
        signs[from.Line] = ("[]", ThemeRole.Accent);
        ranges.Add(new TextDecoration(new TextRange(from, to with { Column = to.Column + 1 }), ThemeRole.Accent));
    }

    private static TextPosition PositionOf(string text, int offset)
    {
        ReadOnlySpan<char> before = text.AsSpan(0, offset);
        return new TextPosition(before.Count('\n'), offset - (before.LastIndexOf('\n') + 1));
    }

    private static TextRange RangeOf(PromptSpan span) => new(
        new TextPosition(span.Line - 1, span.Column - 1), new TextPosition(span.EndLine - 1, span.EndColumn));

    private static TextRange Whole(string[] lines, int line) =>
        new(new TextPosition(line, 0), new TextPosition(line, lines[line].Length));
}
