namespace Samantha.Chains.Prompts;

/// <summary>
/// The signs of the prompt-list syntax in one normalised text: where brackets close, where separators stand, what a backslash
/// switches off. It finds signs; what they mean is decided by <see cref="PromptListParser"/>.
/// </summary>
internal sealed class PromptSyntax
{
    public const string Separator = "$$$";
    public const string IgnoreMark = "---";

    private readonly string _text;
    private readonly int[]? _closeOf;

    public PromptSyntax(string text)
    {
        _text = text;
        _closeOf = text.Contains('[', StringComparison.Ordinal) ? MatchBrackets(text) : null;
    }

    /// <summary>The index of the bracket that closes the one at the index, nesting counted, or -1.</summary>
    public int CloseOf(int index) => _closeOf is null ? -1 : _closeOf[index] - 1;

    public bool IsAt(int index, char sign) => index < _text.Length && _text[index] == sign && !IsEscaped(_text, index);

    public static bool IsEscaped(ReadOnlySpan<char> text, int index) => index > 0 && text[index - 1] == '\\';

    /// <summary>
    /// True when a [[final prompt]] begins here and ends at the end of its line or in front of a separator. End is the index
    /// after it.
    /// </summary>
    public bool IsFinalAt(int start, out int end)
    {
        end = -1;
        if (!IsAt(start, '[') || start + 1 >= _text.Length || _text[start + 1] != '[')
        {
            return false;
        }

        var close = CloseOf(start);
        if (close < 0 || CloseOf(start + 1) != close - 1)
        {
            return false;
        }

        end = close + 1;
        var next = SkipBlanks(end);
        return next >= _text.Length || _text[next] == '\n' || IsSeparatorAt(next, out _);
    }

    /// <summary>
    /// True when a run of $ that ends its line begins here. After is the index after the separator's line end. Blanks behind are
    /// part of it.
    /// </summary>
    public bool IsSeparatorAt(int start, out int after)
    {
        after = -1;
        var run = DollarRun(_text, start);
        if (run < Separator.Length || IsEscaped(_text, start))
        {
            return false;
        }

        var next = SkipBlanks(start + run);
        if (next < _text.Length && _text[next] != '\n')
        {
            return false;
        }

        after = Math.Min(next + 1, _text.Length);
        return true;
    }

    /// <summary>
    /// Finds the first separator at or after the index. ItemEnd is where the item in front of it ends: a run longer than three
    /// signs leaves its surplus in the item.
    /// </summary>
    public bool FindSeparator(int from, out int itemEnd, out int after)
    {
        for (var index = from; (index = _text.IndexOf(Separator, index, StringComparison.Ordinal)) >= 0;)
        {
            var run = DollarRun(_text, index);
            if (IsSeparatorAt(index, out after))
            {
                itemEnd = index + run - Separator.Length;
                return true;
            }

            index += run;
        }

        itemEnd = _text.Length;
        after = _text.Length;
        return false;
    }

    /// <summary>The first $$$ that no backslash switches off in the range, or -1.</summary>
    public static int FirstSeparatorSign(ReadOnlySpan<char> text)
    {
        for (var index = 0; index < text.Length;)
        {
            var found = text[index..].IndexOf(Separator, StringComparison.Ordinal);
            if (found < 0)
            {
                return -1;
            }

            index += found;
            if (!IsEscaped(text, index))
            {
                return index;
            }

            index += Separator.Length;
        }

        return -1;
    }

    public static int DollarRun(ReadOnlySpan<char> text, int start)
    {
        var end = start;
        while (end < text.Length && text[end] == '$')
        {
            end++;
        }

        return end - start;
    }

    public int SkipBlanks(int index)
    {
        while (index < _text.Length && _text[index] != '\n' && char.IsWhiteSpace(_text[index]))
        {
            index++;
        }

        return index;
    }

    public int SkipSpace(int index)
    {
        while (index < _text.Length && char.IsWhiteSpace(_text[index]))
        {
            index++;
        }

        return index;
    }

    // One pass with a stack, so that a text of 10 MB full of brackets still takes linear time. 0 = unmatched, else index + 1.
    private static int[] MatchBrackets(string text)
    {
        var closeOf = new int[text.Length];
        var open = new Stack<int>();
        for (var index = 0; index < text.Length; index++)
        {
            if (text[index] is not ('[' or ']') || IsEscaped(text, index))
            {
                continue;
            }

            if (text[index] == '[')
            {
                open.Push(index);
            }
            else if (open.TryPop(out var start))
            {
                closeOf[start] = index + 1;
                closeOf[index] = start + 1;
            }
        }

        return closeOf;
    }
}
