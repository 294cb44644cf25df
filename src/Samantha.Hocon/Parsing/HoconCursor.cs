namespace Samantha.Hocon.Parsing;

/// <summary>
/// A place in the text that moves forward and knows its line and column. It skips blanks and comments, nothing more.
/// </summary>
internal sealed class HoconCursor(string text, string sourceName)
{
    public const char End = '\uFFFF';

    private int _index = text.StartsWith('\uFEFF') ? 1 : 0;
    private int _line = 1;
    private int _lineStart = text.StartsWith('\uFEFF') ? 1 : 0;

    public bool AtEnd => _index >= text.Length;

    public HoconPosition Position => new(sourceName, _line, _index - _lineStart + 1);

    /// <summary>
    /// The next character, or <see cref="End"/>; check <see cref="AtEnd"/> where the text may hold U+FFFF itself.
    /// </summary>
    public char Peek => _index < text.Length ? text[_index] : End;

    public bool AtLineEnd => AtEnd || Peek == '\n' || (Peek == '\r' && LooksAt("\r\n"));

    public bool AtComment => Peek == '#' || LooksAt("//");

    public bool LooksAt(string expected) => string.CompareOrdinal(text, _index, expected, 0, expected.Length) == 0;

    public void Advance(int count = 1)
    {
        for (; count > 0; count--)
        {
            if (text[_index++] == '\n')
            {
                _line++;
                _lineStart = _index;
            }
        }
    }

    /// <summary>
    /// The characters from here to the next occurrence of <paramref name="terminator"/>, which is consumed too; null if there
    /// is none.
    /// </summary>
    public string? ReadThrough(string terminator)
    {
        var end = text.IndexOf(terminator, _index, StringComparison.Ordinal);
        if (end < 0)
        {
            return null;
        }

        var read = text[_index..end];
        Advance(end - _index + terminator.Length);
        return read;
    }

    public string ReadWhile(Func<char, bool> accepts)
    {
        var start = _index;
        while (!AtEnd && accepts(Peek))
        {
            Advance();
        }

        return text[start.._index];
    }

    /// <summary>Spaces and tabs only.</summary>
    public void SkipSpaces() => ReadWhile(static c => c is ' ' or '\t');

    /// <summary>Spaces, line ends and comments.</summary>
    public void SkipBlank()
    {
        while (!AtEnd)
        {
            if (Peek is ' ' or '\t' or '\n' || (Peek == '\r' && AtLineEnd))
            {
                Advance();
            }
            else if (AtComment)
            {
                ReadWhile(static c => c != '\n');
            }
            else
            {
                return;
            }
        }
    }

    /// <summary>The next character as a person should read it: quoted, or by its code point when it cannot be seen.</summary>
    public string Describe()
    {
        if (AtEnd)
        {
            return "the end of the text";
        }

        var c = Peek;
        return c is '\n' or '\r' ? "the end of the line"
            : c < ' ' || c > '~' ? $"U+{(int)c:X4}"
            : $"'{c}'";
    }
}
