using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using Samantha.Terminal.Themes;
using Samantha.Terminal.Widgets.Transcripts;

namespace Samantha.Terminal.Widgets.Markdown;

/// <summary>
/// The marks inside a line: code, bold, emphasis, struck out, links with their address shown. A mark without its other half stays
/// as it is. One pass with bounded looking ahead.
/// </summary>
internal sealed class MarkdownInline
{
    /// <summary>Bold in emphasis in a link; deeper nesting is shown as it is.</summary>
    private const int MaxDepth = 3;

    private static readonly SearchValues<char> Signs = SearchValues.Create("\\`*_~[");

    private readonly StringBuilder _text = new();
    private readonly ImmutableArray<StyledSpan>.Builder _spans = ImmutableArray.CreateBuilder<StyledSpan>();

    // A closing mark that was not found from here on will not be found later either: keeps hostile lines cheap.
    private HashSet<string> _missing = new(StringComparer.Ordinal);

    public static StyledLine Style(string lead, ThemeRole leadRole, string rest)
    {
        var inline = new MarkdownInline();
        inline.Add(lead, leadRole);
        if (rest.Length > MarkdownStyler.MaxInlineChars)
        {
            inline.Add(rest, ThemeRole.Text);
        }
        else
        {
            inline.Parse(rest, ThemeRole.Text, 0);
        }

        return new StyledLine(inline._text.ToString(), inline._spans.ToImmutable());
    }

    private void Parse(ReadOnlySpan<char> text, ThemeRole role, int depth)
    {
        int plain = 0;
        int at = 0;
        while (at < text.Length)
        {
            int start = text[at..].IndexOfAny(Signs);
            if (start < 0)
            {
                break;
            }

            at += start;
            int length = TryMark(text, plain, at, role, depth);
            if (length > 0)
            {
                at += length;
                plain = at;
            }
            else
            {
                at += RunLength(text, at);
            }
        }

        Add(text[plain..], role);
    }

    /// <summary>
    /// Writes what the mark at the place stands for, after the plain text before it; gives the characters used, or 0.
    /// </summary>
    private int TryMark(ReadOnlySpan<char> text, int plain, int at, ThemeRole role, int depth)
    {
        var rest = text[at..];
        var before = text[plain..at];
        switch (rest[0])
        {
            case '\\' when rest.Length > 1 && (char.IsAsciiLetterOrDigit(rest[1]) || rest[1] > 0x7E || rest[1] == ' '):
                return 0;
            case '\\' when rest.Length > 1:
                Add(before, role);
                Add(rest[1..2], role);
                return 2;
            case '`':
                return TryCode(rest, before, role);
            case '[':
                return TryLink(rest, before, role);
            case '*' or '_' or '~' when depth < MaxDepth:
                bool insideWord = at > 0 && char.IsLetterOrDigit(text[at - 1]);
                return TryEmphasis(rest, before, role, depth, insideWord);
            default:
                return 0;
        }
    }

    private int TryCode(ReadOnlySpan<char> rest, ReadOnlySpan<char> before, ThemeRole role)
    {
        int ticks = RunLength(rest, 0);
        string mark = new('`', ticks);
        int close = Closing(rest, mark, ticks);
        if (close < 0)
        {
            return 0;
        }

        Add(before, role);
        Add(rest[ticks..close].Trim(' '), ThemeRole.Code);
        return close + ticks;
    }

    private int TryLink(ReadOnlySpan<char> rest, ReadOnlySpan<char> before, ThemeRole role)
    {
        int middle = Closing(rest, "](", 1);
        int close = middle < 0 ? -1 : rest[(middle + 2)..].IndexOf(')');
        var label = middle < 0 ? default : rest[1..middle];
        if (close < 0 || label.Contains('['))
        {
            return 0;
        }

        // The address is always shown: a label may say something else than where it leads.
        var address = rest.Slice(middle + 2, close);
        Add(before, role);
        Add(label, ThemeRole.Link);
        if (!address.SequenceEqual(label))
        {
            Add(" (", ThemeRole.Muted);
            Add(address, ThemeRole.Muted);
            Add(")", ThemeRole.Muted);
        }

        return middle + 2 + close + 1;
    }

    private int TryEmphasis(ReadOnlySpan<char> rest, ReadOnlySpan<char> before, ThemeRole role, int depth, bool insideWord)
    {
        int run = RunLength(rest, 0);
        bool possible = rest[0] switch
        {
            '~' => run == 2,
            '_' => run <= 2 && !insideWord,
            _ => run <= 2,
        };
        if (!possible || rest.Length <= run || rest[run] == ' ')
        {
            return 0;
        }

        string mark = new(rest[0], run);
        int close = Closing(rest, mark, run);
        bool wordGoesOn = rest[0] == '_' && close >= 0 && close + run < rest.Length && char.IsLetterOrDigit(rest[close + run]);
        if (close <= run || rest[close - 1] == ' ' || wordGoesOn)
        {
            return 0;
        }

        Add(before, role);
        var missing = _missing;
        _missing = new HashSet<string>(StringComparer.Ordinal);
        Parse(rest[run..close], rest[0] == '~' ? ThemeRole.Muted : run == 2 ? ThemeRole.Strong : ThemeRole.Quote, depth + 1);
        _missing = missing;
        return close + run;
    }

    private int Closing(ReadOnlySpan<char> rest, string mark, int from)
    {
        if (_missing.Contains(mark))
        {
            return -1;
        }

        int search = from;
        while (search < rest.Length)
        {
            int found = rest[search..].IndexOf(mark, StringComparison.Ordinal);
            if (found < 0)
            {
                break;
            }

            int at = search + found;
            int run = RunLength(rest, at);
            if (run == mark.Length || mark[0] == ']')
            {
                return at;
            }

            search = at + run;
        }

        _missing.Add(mark);
        return -1;
    }

    private static int RunLength(ReadOnlySpan<char> text, int at)
    {
        int length = text[at..].IndexOfAnyExcept(text[at]);
        return length < 0 ? text.Length - at : length;
    }

    private void Add(ReadOnlySpan<char> text, ThemeRole role)
    {
        if (text.IsEmpty)
        {
            return;
        }

        if (role != ThemeRole.Text)
        {
            _spans.Add(new StyledSpan(_text.Length, text.Length, role));
        }

        _text.Append(text);
    }
}
