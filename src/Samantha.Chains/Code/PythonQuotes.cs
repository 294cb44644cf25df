namespace Samantha.Chains.Code;

/// <summary>
/// Follows Python's quotes line by line, only to tell whether a line begins inside a string. It knows nothing else of Python.
/// </summary>
internal sealed class PythonQuotes
{
    private char _quote;
    private bool _isTriple;

    public bool IsInString => _quote != '\0';

    public void Read(ReadOnlySpan<char> line)
    {
        var isEscapedEnd = false;
        for (var index = 0; index < line.Length; index++)
        {
            var sign = line[index];
            if (!IsInString && sign == '#')
            {
                return;
            }

            if (IsInString && sign == '\\')
            {
                index++;
                isEscapedEnd = index >= line.Length;
            }
            else if (!IsInString && sign is '\'' or '"')
            {
                _quote = sign;
                _isTriple = IsTriple(line, index);
                index += _isTriple ? 2 : 0;
            }
            else if (IsInString && sign == _quote && (!_isTriple || IsTriple(line, index)))
            {
                index += _isTriple ? 2 : 0;
                _quote = '\0';
            }
        }

        // A string in single quotes ends with its line, unless a backslash carries it over.
        if (IsInString && !_isTriple && !isEscapedEnd)
        {
            _quote = '\0';
        }
    }

    private static bool IsTriple(ReadOnlySpan<char> line, int index) =>
        index + 2 < line.Length && line[index + 1] == line[index] && line[index + 2] == line[index];
}
