using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace Samantha.Exports.Tests.Support;

/// <summary>One tag of a page: its name, whether it closes, its attributes with their values unescaped.</summary>
internal sealed record HtmlTag(string Name, bool IsEnd, ImmutableArray<(string Name, string Value)> Attributes)
{
    public string? this[string name] => Attributes.FirstOrDefault(attribute => attribute.Name == name).Value;
}

/// <summary>
/// Takes a page apart more strictly than a browser would: every sign that could begin a tag has to be one, attributes have to be
/// quoted, and elements have to be closed in order. So whatever a browser would see as markup is in Tags.
/// </summary>
internal sealed class HtmlPage
{
    private static readonly string[] s_void = ["meta", "img", "br", "hr", "input"];

    private readonly string _html;
    private readonly StringBuilder _text = new();
    private readonly List<HtmlTag> _tags = [];
    private readonly Stack<string> _open = new();
    private int _at;

    public HtmlPage(string html)
    {
        _html = html;
        Expect("<!DOCTYPE html>\n");
        while (_at < html.Length)
        {
            if (html[_at] == '<')
            {
                ReadTag();
            }
            else
            {
                ReadText();
            }
        }

        Assert.Empty(_open);
    }

    public IReadOnlyList<HtmlTag> Tags => _tags;

    /// <summary>What is read on the page, without the style.</summary>
    public string Text => _text.ToString();

    public IEnumerable<HtmlTag> Of(string name) => _tags.Where(tag => tag.Name == name && !tag.IsEnd);

    private void ReadText()
    {
        var end = _html.IndexOf('<', _at);
        end = end < 0 ? _html.Length : end;
        var text = _html[_at..end];
        Assert.DoesNotContain('>', text);
        _text.Append(WebUtility.HtmlDecode(text));
        _at = end;
    }

    private void ReadTag()
    {
        _at++;
        var isEnd = _html[_at] == '/';
        _at += isEnd ? 1 : 0;
        var name = ReadWhile(char.IsAsciiLetterOrDigit);
        Assert.True(name.Length > 0 && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c)),
            $"a stray < at {_at}: {Near()}");
        var attributes = ImmutableArray.CreateBuilder<(string, string)>();
        while (_html[_at] == ' ')
        {
            _at++;
            if (_html[_at] == '/')
            {
                _at++;
                break;
            }

            var attribute = ReadWhile(c => char.IsAsciiLetterLower(c) || c == '-');
            Assert.True(attribute.Length > 0, $"no attribute at {_at}: {Near()}");
            var value = "";
            if (_html[_at] == '=')
            {
                Expect("=\"");
                value = ReadWhile(c => c is not '"' and not '<' and not '>');
                Expect("\"");
            }

            attributes.Add((attribute, WebUtility.HtmlDecode(value)));
        }

        Expect(">");
        var tag = new HtmlTag(name, isEnd, attributes.ToImmutable());
        _tags.Add(tag);
        Nest(tag);
    }

    private void Nest(HtmlTag tag)
    {
        if (tag.IsEnd)
        {
            Assert.True(_open.Count > 0 && _open.Peek() == tag.Name, $"</{tag.Name}> closes {string.Join(" ", _open)}: {Near()}");
            _open.Pop();
        }
        else if (!s_void.Contains(tag.Name))
        {
            _open.Push(tag.Name);
            if (tag.Name == "style")
            {
                // What a style holds is not markup, until its end tag.
                _at = _html.IndexOf("</style>", _at, StringComparison.Ordinal);
            }
        }
    }

    private string ReadWhile(Func<char, bool> belongs)
    {
        var start = _at;
        while (_at < _html.Length && belongs(_html[_at]))
        {
            _at++;
        }

        return _html[start.._at];
    }

    private void Expect(string text)
    {
        Assert.True(string.CompareOrdinal(_html, _at, text, 0, text.Length) == 0, $"'{text}' is expected at {_at}: {Near()}");
        _at += text.Length;
    }

    private string Near() => _html.Substring(Math.Max(0, _at - 60), Math.Min(120, _html.Length - Math.Max(0, _at - 60)));
}
