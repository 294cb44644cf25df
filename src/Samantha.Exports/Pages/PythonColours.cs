using System.Collections.Frozen;
using System.Text;
using Samantha.Chains.Text;

namespace Samantha.Exports.Pages;

/// <summary>
/// Marks the tokens of Python for the eye: keywords, strings, comments, numbers, decorators. It reads any text to its end and
/// never changes a character; what it takes for a string need not be one in code that is wrong.
/// </summary>
internal static class PythonColours
{
    private static readonly FrozenSet<string> s_keywords = FrozenSet.ToFrozenSet(
    [
        "False", "None", "True", "and", "as", "assert", "async", "await", "break", "case", "class", "continue", "def", "del",
        "elif", "else", "except", "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "match", "nonlocal",
        "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
    ]);

    public static string Highlight(string code)
    {
        var text = TerminalSanitizer.Sanitize(code);
        var html = new StringBuilder(text.Length * 2);
        var at = 0;
        while (at < text.Length)
        {
            var (end, kind) = TokenAt(text, at);
            var piece = HtmlText.EscapeMarkup(text[at..end]);
            html.Append(kind is null ? piece : $"<span class=\"{kind}\">{piece}</span>");
            at = end;
        }

        return html.ToString();
    }

    private static (int End, string? Kind) TokenAt(string text, int at)
    {
        var c = text[at];
        if (c == '#')
        {
            return (EndOfLine(text, at), "c");
        }

        if (StringEnd(text, at) is { } end)
        {
            return (end, "s");
        }

        if (IsNameStart(c))
        {
            var name = NameEnd(text, at);
            return (name, s_keywords.Contains(text[at..name]) ? "k" : null);
        }

        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
        {
            return (NumberEnd(text, at), "n");
        }

        if (c == '@' && IsLineStart(text, at))
        {
            return (NameEnd(text, at + 1), "d");
        }

        // A run of anything else in one piece; surrogate pairs stay together that way.
        var next = at + 1;
        while (next < text.Length && !IsTokenStart(text[next]))
        {
            next++;
        }

        return (next, null);
    }

    private static bool IsTokenStart(char c) =>
        c is '#' or '"' or '\'' or '@' or '.' || IsNameStart(c) || char.IsAsciiDigit(c);

    private static bool IsNameStart(char c) => c == '_' || char.IsLetter(c);

    private static int NameEnd(string text, int at)
    {
        while (at < text.Length && (text[at] is '_' or '.' ? text[at] == '_' : char.IsLetterOrDigit(text[at])))
        {
            at++;
        }

        return at;
    }

    private static int NumberEnd(string text, int at)
    {
        while (at < text.Length
            && (char.IsAsciiLetterOrDigit(text[at]) || text[at] is '.' or '_'
                || (text[at] is '+' or '-' && text[at - 1] is 'e' or 'E' && char.IsAsciiDigit(text[at - 2 < 0 ? 0 : at - 2]))))
        {
            at++;
        }

        return at;
    }

    /// <summary>The end of the string that begins here with its prefix (r, b, f, u in any mixture of two); null when none does.
    /// </summary>
    private static int? StringEnd(string text, int at)
    {
        var quote = at;
        while (quote < text.Length && quote - at < 3 && "rRbBfFuUtT".Contains(text[quote]))
        {
            quote++;
        }

        if (quote - at > 2 || quote >= text.Length || text[quote] is not ('"' or '\''))
        {
            return null;
        }

        var mark = text[quote];
        var isTriple = string.CompareOrdinal(text, quote, new string(mark, 3), 0, 3) == 0;
        return isTriple ? TripleEnd(text, quote + 3, mark) : SingleEnd(text, quote + 1, mark);
    }

    private static int SingleEnd(string text, int at, char mark)
    {
        while (at < text.Length && text[at] != '\n')
        {
            if (text[at] == mark)
            {
                return at + 1;
            }

            at += text[at] == '\\' && at + 1 < text.Length ? 2 : 1;
        }

        return Math.Min(at, text.Length);
    }

    private static int TripleEnd(string text, int at, char mark)
    {
        while (at < text.Length)
        {
            if (text[at] == '\\')
            {
                at += 2;
                continue;
            }

            if (string.CompareOrdinal(text, at, new string(mark, 3), 0, 3) == 0)
            {
                return at + 3;
            }

            at++;
        }

        return text.Length;
    }

    private static int EndOfLine(string text, int at)
    {
        var end = text.IndexOf('\n', at);
        return end < 0 ? text.Length : end;
    }

    private static bool IsLineStart(string text, int at)
    {
        while (at > 0 && text[at - 1] is ' ' or '\t')
        {
            at--;
        }

        return at == 0 || text[at - 1] == '\n';
    }
}
