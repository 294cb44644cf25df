using System.Globalization;
using System.Text;

namespace Samantha.Hocon.Parsing;

/// <summary>
/// Values that are texts: bare words, quoted and triple-quoted strings, required substitutions, and those beside each other.
/// </summary>
internal sealed class HoconTextParser(HoconCursor cursor)
{
    /// <summary>
    /// Characters with a meaning somewhere in HOCON. In a bare text they are refused, because readers differ about them.
    /// </summary>
    private const string Reserved = "$\"{}[]:=,+#`^?!@*&\\";

    private const string TripleQuote = "\"\"\"";

    public TextDraft ParseText()
    {
        var start = cursor.Position;
        var pieces = new List<TextPiece>();
        var wasQuoted = false;
        while (true)
        {
            var position = cursor.Position;
            var spaces = cursor.ReadWhile(static c => c is ' ' or '\t');
            if (AtTextEnd())
            {
                break;
            }

            if (spaces.Length > 0)
            {
                pieces.Add(new TextPiece(position, spaces, IsSubstitution: false));
                position = cursor.Position;
            }

            if (cursor.Peek == '"')
            {
                wasQuoted = true;
                pieces.Add(new TextPiece(position, ParseQuoted(), IsSubstitution: false));
            }
            else if (cursor.LooksAt("${"))
            {
                pieces.Add(new TextPiece(position, ParseSubstitution(), IsSubstitution: true));
            }
            else
            {
                pieces.Add(new TextPiece(position, ParseBare(), IsSubstitution: false));
            }
        }

        if (pieces.Count == 0)
        {
            throw Refuse(
                $"the value is missing: it must begin on this line, but here is {cursor.Describe()} (an empty text is \"\")");
        }

        if (pieces is [{ IsSubstitution: false, Text: "null" }] && !wasQuoted)
        {
            throw new HoconException(start, "null is not supported: leave the key out, or write \"null\" if the word is meant");
        }

        return new TextDraft(start, pieces, wasQuoted);
    }

    /// <summary>A quoted or triple-quoted string; the cursor stands on its first quote.</summary>
    public string ParseQuoted() => cursor.LooksAt(TripleQuote) ? ParseTripleQuoted() : ParseSingleQuoted();

    private bool AtTextEnd() => cursor.AtLineEnd || cursor.AtComment || cursor.Peek is ',' or '}' or ']';

    private string ParseBare()
    {
        var text = cursor.ReadWhile(c => !Reserved.Contains(c, StringComparison.Ordinal) && !char.IsWhiteSpace(c) && c >= ' '
            && !cursor.LooksAt("//"));
        if (text.Length > 0)
        {
            return text;
        }

        throw cursor.Peek switch
        {
            ':' or '=' => Refuse(
                $"{cursor.Describe()} in a value without quotes: put the text in double quotes (a URL needs them)"),
            '{' or '[' => Refuse(
                "a text, or a substitution, can not be joined with a block or a list: give the key one value only"),
            '$' => Refuse("'$' in a value without quotes: write \"$\" in double quotes, or ${path} for a substitution"),
            _ => Refuse($"{cursor.Describe()} in a value without quotes: put the text in double quotes"),
        };
    }

    private string ParseSubstitution()
    {
        var start = cursor.Position;
        cursor.Advance(2);
        if (cursor.Peek == '?')
        {
            throw new HoconException(start,
                "optional substitutions ${?...} are not supported: write the value, or use ${path} with a path of this text");
        }

        var path = cursor.ReadWhile(static c => c is not ('}' or '\n' or '\r'));
        if (cursor.Peek != '}')
        {
            throw new HoconException(start, "this substitution is not closed on its line: add '}'");
        }

        cursor.Advance();
        try
        {
            HoconPath.Split(path);
            return path;
        }
        catch (FormatException error)
        {
            throw new HoconException(start, error.Message);
        }
    }

    private string ParseTripleQuoted()
    {
        var start = cursor.Position;
        cursor.Advance(TripleQuote.Length);
        var text = cursor.ReadThrough(TripleQuote)
            ?? throw new HoconException(start, "this triple quote is never closed: add \"\"\"");
        return cursor.Peek != '"'
            ? text
            : throw Refuse(
                "more than three quotes in a row: a triple-quoted text can not end in a quote; put a line break before \"\"\"");
    }

    private string ParseSingleQuoted()
    {
        var start = cursor.Position;
        cursor.Advance();
        var text = new StringBuilder();
        while (!cursor.AtEnd)
        {
            switch (cursor.Peek)
            {
                case '"':
                    cursor.Advance();
                    return text.ToString();
                case '\\':
                    text.Append(ParseEscape());
                    break;
                case '\n' or '\r':
                    throw new HoconException(start,
                        "this quote is not closed on its line: close it, or use triple quotes for several lines");
                case < ' ' and not '\t':
                    throw Refuse($"{cursor.Describe()} can not stand in a quoted text: write it as \\u{(int)cursor.Peek:x4}");
                default:
                    text.Append(cursor.Peek);
                    cursor.Advance();
                    break;
            }
        }

        throw new HoconException(start, "this quote is never closed");
    }

    private char ParseEscape()
    {
        var start = cursor.Position;
        cursor.Advance();
        var letter = cursor.Peek;
        if (letter == 'u')
        {
            return ParseUnicodeEscape(start);
        }

        char? meaning = letter switch
        {
            '"' or '\\' or '/' => letter,
            'b' => '\b',
            'f' => '\f',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            _ => null,
        };
        if (meaning is null || cursor.AtEnd)
        {
            throw new HoconException(start,
                "unknown escape; known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\uXXXX, and \\\\ is a backslash itself");
        }

        cursor.Advance();
        return meaning.Value;
    }

    private char ParseUnicodeEscape(HoconPosition start)
    {
        cursor.Advance();
        var digits = 0;
        var hex = cursor.ReadWhile(c => char.IsAsciiHexDigit(c) && digits++ < 4);
        return hex.Length == 4
            ? (char)ushort.Parse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)
            : throw new HoconException(start, "\\u needs four hexadecimal digits");
    }

    private HoconException Refuse(string problem) => new(cursor.Position, problem);
}
