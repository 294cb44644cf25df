using System.Buffers;
using System.Globalization;

namespace Samantha.Chains.Grammars;

/// <summary>
/// The text of a grammar, sign by sign. A rule ends with its line, unless a parenthesis is open or the line ends with ::= or |,
/// or the next line begins with |.
/// </summary>
internal sealed class GbnfReader(string text)
{
    private const int DepthMax = 100;
    private const int RepeatMax = 2_000;

    private static readonly SearchValues<char> s_hexadecimal = SearchValues.Create("0123456789abcdefABCDEF");

    private readonly Dictionary<string, GbnfRule> _rules = new(StringComparer.Ordinal);
    private int _at;
    private int _depth;

    private char Here => _at < text.Length ? text[_at] : '\0';

    public Dictionary<string, GbnfRule> Read()
    {
        SkipSpace(acrossLines: true);
        while (_at < text.Length)
        {
            var start = _at;
            var rule = new GbnfRule(Name() is { Length: > 0 } name
                ? name
                : throw Problem(_at, $"a rule must begin with its name, but '{Here}' was found"));
            SkipSpace(acrossLines: false);
            if (!text.AsSpan(_at).StartsWith("::="))
            {
                throw Problem(_at, $"after the name '{rule.Name}' comes ::=");
            }

            _at += 3;
            SkipSpace(acrossLines: true);
            rule.Body = Choice(rule);
            SkipSpace(acrossLines: false);
            if (_at < text.Length && Here is not ('\n' or '\r'))
            {
                throw Problem(_at, $"'{Here}' does not belong here");
            }

            if (!_rules.TryAdd(rule.Name, rule))
            {
                throw Problem(start, $"the rule '{rule.Name}' is there twice");
            }

            SkipSpace(acrossLines: true);
        }

        return _rules;
    }

    private GbnfNode Choice(GbnfRule rule)
    {
        var choices = new List<GbnfNode> { Row(rule) };
        while (NextIsBar())
        {
            _at++;
            SkipSpace(acrossLines: true);
            choices.Add(Row(rule));
        }

        return choices.Count == 1 ? choices[0] : new GbnfNode(GbnfNodeKind.Choice, "", choices);
    }

    // A bar may also begin the next line.
    private bool NextIsBar()
    {
        var back = _at;
        SkipSpace(acrossLines: true);
        if (Here == '|')
        {
            return true;
        }

        _at = back;
        return false;
    }

    private GbnfNode Row(GbnfRule rule)
    {
        var parts = new List<GbnfNode>();
        while (true)
        {
            SkipSpace(acrossLines: _depth > 0);
            if (Part(rule) is not { } part)
            {
                return new GbnfNode(GbnfNodeKind.Row, "", parts);
            }

            parts.Add(Repeated(part));
        }
    }

    private GbnfNode? Part(GbnfRule rule)
    {
        var start = _at;
        switch (Here)
        {
            case '"':
                return Quoted('"', "text in quotes") > 0 ? GbnfNode.Sign : GbnfNode.Nothing;
            case '[':
                Quoted(']', "set of signs in [ ]");
                return GbnfNode.Sign;
            case '.':
                _at++;
                return GbnfNode.Sign;
            case '(':
                if (++_depth > DepthMax)
                {
                    throw Problem(start, "the parentheses are nested too deeply");
                }

                _at++;
                SkipSpace(acrossLines: true);
                var inner = Choice(rule);
                SkipSpace(acrossLines: true);
                if (Here != ')')
                {
                    throw Problem(start, "this parenthesis is never closed");
                }

                _at++;
                _depth--;
                return inner;
            default:
                if (Name() is not { Length: > 0 } name)
                {
                    return null;
                }

                rule.Uses.Add((name, Where(start)));
                return new GbnfNode(GbnfNodeKind.Use, name, []);
        }
    }

    private GbnfNode Repeated(GbnfNode part)
    {
        switch (Here)
        {
            case '*' or '?':
                _at++;
                return new GbnfNode(GbnfNodeKind.Row, "", [part], IsOptional: true);
            case '+':
                _at++;
                return part;
            case '{':
                return Counted(part);
            default:
                return part;
        }
    }

    private GbnfNode Counted(GbnfNode part)
    {
        var start = _at++;
        var min = Number();
        var max = min;
        if (Here == ',')
        {
            _at++;
            max = Number() ?? int.MaxValue;
        }

        if (Here != '}' || min is null || max < min)
        {
            throw Problem(start, "a number of times is {n}, {n,} or {n,m} with n not above m");
        }

        _at++;
        return min == 0 ? new GbnfNode(GbnfNodeKind.Row, "", [part], IsOptional: true) : part;
    }

    private int? Number()
    {
        var start = _at;
        while (char.IsAsciiDigit(Here))
        {
            _at++;
        }

        if (_at == start)
        {
            return null;
        }

        return int.TryParse(text.AsSpan(start, _at - start), CultureInfo.InvariantCulture, out var number) && number <= RepeatMax
            ? number
            : throw Problem(start, $"a number of times is at most {RepeatMax}");
    }

    /// <summary>The number of signs between the marks.</summary>
    private int Quoted(char end, string what)
    {
        var start = _at++;
        var signs = 0;
        while (Here != end)
        {
            if (_at >= text.Length || Here is '\n')
            {
                throw Problem(start, $"this {what} has no end on its line");
            }

            _at += Here == '\\' ? EscapeLength() : 1;
            signs++;
        }

        _at++;
        return signs;
    }

    private int EscapeLength()
    {
        var digits = _at + 1 < text.Length ? text[_at + 1] switch { 'x' => 2, 'u' => 4, 'U' => 8, _ => 0 } : 0;
        if (digits == 0)
        {
            return _at + 1 < text.Length && text[_at + 1] is 't' or 'r' or 'n' or '\\' or '"' or '[' or ']'
                ? 2
                : throw Problem(_at, "this escape is not known (\\n \\r \\t \\\\ \\\" \\[ \\] \\xHH \\uHHHH)");
        }

        var hex = text.AsSpan(_at + 2, Math.Min(digits, text.Length - _at - 2));
        return hex.Length == digits && !hex.ContainsAnyExcept(s_hexadecimal)
            ? 2 + digits
            : throw Problem(_at, $"this escape needs {digits} hexadecimal digits");
    }

    private string Name()
    {
        var start = _at;
        while (char.IsAsciiLetterOrDigit(Here) || Here is '-' or '_')
        {
            _at++;
        }

        return text[start.._at];
    }

    private void SkipSpace(bool acrossLines)
    {
        while (_at < text.Length)
        {
            if (Here == '#')
            {
                while (_at < text.Length && Here != '\n')
                {
                    _at++;
                }
            }
            else if (Here is ' ' or '\t' || (acrossLines && Here is '\n' or '\r'))
            {
                _at++;
            }
            else
            {
                return;
            }
        }
    }

    private GbnfException Problem(int at, string what) => new($"grammar, {Where(at)}: {what}.");

    private string Where(int at)
    {
        var before = text.AsSpan(0, Math.Min(at, text.Length));
        var line = before.Count('\n') + 1;
        var column = before.Length - (before.LastIndexOf('\n') + 1) + 1;
        return string.Create(CultureInfo.InvariantCulture, $"line {line}, column {column}");
    }
}
