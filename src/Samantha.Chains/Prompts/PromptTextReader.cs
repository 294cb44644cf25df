using System.Buffers;
using System.Collections.Immutable;
using System.Text;

namespace Samantha.Chains.Prompts;

/// <summary>
/// Turns the raw text of one item into parts: takes the backslashes in front of signs away, removes stray $$$ and finds the
/// place-holder words. A place-holder counts only as a whole word, so that source code with a longer name keeps it.
/// </summary>
internal static class PromptTextReader
{
    public const string FullTextWord = "full_text";
    public const string PartialTextWord = "partial_text";

    private static readonly SearchValues<char> s_signs = SearchValues.Create("\\$\n");
    private static readonly SearchValues<char> s_signsAndWords = SearchValues.Create("\\$\nfp");

    public static ImmutableArray<PromptPart> Read(ReadOnlySpan<char> raw, bool newlinesToSpaces = false,
        bool keepSeparators = false)
    {
        var parts = ImmutableArray.CreateBuilder<PromptPart>();
        var text = new StringBuilder(raw.Length);

        // Most text has nothing to look at; f and p matter only when a place-holder can be there at all.
        var signs = raw.Contains("_text", StringComparison.Ordinal) ? s_signsAndWords : s_signs;
        for (var index = 0; index < raw.Length;)
        {
            var plain = raw[index..].IndexOfAny(signs);
            if (plain != 0)
            {
                text.Append(plain < 0 ? raw[index..] : raw.Slice(index, plain));
                index = plain < 0 ? raw.Length : index + plain;
                continue;
            }

            var rest = raw[index..];
            if (rest[0] == '\\' && rest.Length > 1 && rest[1] == '\\')
            {
                // Only the last backslash of a run can switch something off.
                var run = rest.IndexOfAnyExcept('\\');
                var literal = (run < 0 ? rest.Length : run) - 1;
                text.Append('\\', literal);
                index += literal;
                continue;
            }

            var escaped = rest[0] == '\\' ? EscapedLength(rest[1..], isStart: index == 0) : 0;
            if (escaped > 0)
            {
                text.Append(rest.Slice(1, escaped));
                index += 1 + escaped;
            }
            else if (WordAt(raw, index) is { } word)
            {
                Flush(parts, text);
                parts.Add(new PromptPart(word == FullTextWord ? PromptPartKind.FullText : PromptPartKind.PartialText, word));
                index += word.Length;
            }
            else if (rest[0] == '$' && !keepSeparators && PromptSyntax.DollarRun(raw, index) is >= 3 and var signsInRun)
            {
                text.Append('$', signsInRun % 3);
                index += signsInRun;
            }
            else
            {
                text.Append(rest[0] == '\n' && newlinesToSpaces ? ' ' : rest[0]);
                index++;
            }
        }

        Flush(parts, text);
        return Trim(parts);
    }

    /// <summary>The place-holder word that stands here as a word of its own, or null.</summary>
    public static string? WordAt(ReadOnlySpan<char> text, int index)
    {
        if (text[index] is not ('f' or 'p'))
        {
            return null;
        }

        var word = text[index..].StartsWith(FullTextWord, StringComparison.Ordinal) ? FullTextWord
            : text[index..].StartsWith(PartialTextWord, StringComparison.Ordinal) ? PartialTextWord : null;
        if (word is null || (index > 0 && IsWordCharacter(text[index - 1])))
        {
            return null;
        }

        var end = index + word.Length;
        return end < text.Length && IsWordCharacter(text[end]) ? null : word;
    }

    /// <summary>How many characters after a backslash it makes literal: 0 when it is an ordinary backslash.</summary>
    private static int EscapedLength(ReadOnlySpan<char> after, bool isStart)
    {
        if (after.Length == 0)
        {
            return 0;
        }

        if (after[0] is '[' or ']' or '{' or '}')
        {
            return 1;
        }

        if (after.StartsWith(PromptSyntax.Separator, StringComparison.Ordinal))
        {
            return PromptSyntax.Separator.Length;
        }

        if (isStart && after.StartsWith(PromptSyntax.IgnoreMark, StringComparison.Ordinal))
        {
            return PromptSyntax.IgnoreMark.Length;
        }

        return WordAt(after, 0)?.Length ?? 0;
    }

    private static bool IsWordCharacter(char value) => char.IsLetterOrDigit(value) || value == '_';

    private static void Flush(ImmutableArray<PromptPart>.Builder parts, StringBuilder text)
    {
        if (text.Length > 0)
        {
            parts.Add(new PromptPart(PromptPartKind.Literal, text.ToString()));
            text.Clear();
        }
    }

    private static ImmutableArray<PromptPart> Trim(ImmutableArray<PromptPart>.Builder parts)
    {
        if (parts.Count > 0 && parts[0].Kind == PromptPartKind.Literal)
        {
            parts[0] = parts[0] with { Text = parts[0].Text.TrimStart() };
        }

        if (parts.Count > 0 && parts[^1].Kind == PromptPartKind.Literal)
        {
            parts[^1] = parts[^1] with { Text = parts[^1].Text.TrimEnd() };
        }

        parts.RemoveAll(part => part.Text.Length == 0);
        return parts.ToImmutable();
    }
}
