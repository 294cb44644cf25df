using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Prompts;

/// <summary>
/// Writes prompts in the prompt-list syntax, so that reading gives the same prompts again. What is written has the pre-prompt in
/// each prompt already. Pure; prompts with a problem have no text and are left out.
/// </summary>
public static class PromptListWriter
{
    private const string Separator = "\n" + PromptSyntax.Separator + "\n";

    public static string Write(PromptList list)
    {
        var text = new StringBuilder();
        foreach (var item in list.Items)
        {
            if (item.Kind == PromptKind.Fallback || item.Problem is not null)
            {
                continue;
            }

            text.Append(item.Kind == PromptKind.Final ? Final(item) : Ordinary(item)).Append(Separator);
        }

        return text.ToString().TrimEnd('\n');
    }

    private static string Ordinary(PromptItem item) =>
        Braces(item.Overrides) + Body(item.Parts, allBrackets: false);

    // The responses come at its end in any case, so the place-holder for them is not written.
    private static string Final(PromptItem item)
    {
        var parts = item.Parts is [.. var body, { Kind: PromptPartKind.FullText }] ? body : item.Parts;
        return "[[" + Braces(item.Overrides) + Body(parts, allBrackets: true) + "]]";
    }

    private static string Body(ImmutableArray<PromptPart> parts, bool allBrackets)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part.Kind == PromptPartKind.Literal)
            {
                Escape(text, part.Text, isStart: text.Length == 0, allBrackets);
            }
            else
            {
                text.Append(part.Text);
            }
        }

        return text.ToString();
    }

    private static void Escape(StringBuilder into, string text, bool isStart, bool allBrackets)
    {
        if (isStart && text.StartsWith(PromptSyntax.IgnoreMark, StringComparison.Ordinal))
        {
            into.Append('\\');
        }

        for (var index = 0; index < text.Length;)
        {
            var length = SignLength(text, index, isStart, allBrackets);
            if (length > 0)
            {
                into.Append('\\').Append(text, index, length);
                index += length;
            }
            else
            {
                into.Append(text[index++]);
            }
        }
    }

    /// <summary>How many characters here would mean something without a backslash in front; 0: they are text.</summary>
    private static int SignLength(string text, int index, bool isStart, bool allBrackets)
    {
        switch (text[index])
        {
            case '[' or ']' or '{' or '}':
                // After a backslash, because the reader would take that away.
                var matters = allBrackets || (isStart && index == 0) || (index > 0 && text[index - 1] == '\\')
                    || (text[index] == '[' && IsLineStart(text, index));
                return matters ? 1 : 0;
            case '$' when text.AsSpan(index).StartsWith(PromptSyntax.Separator, StringComparison.Ordinal):
                return PromptSyntax.Separator.Length;
            default:
                return PromptTextReader.WordAt(text, index)?.Length ?? 0;
        }
    }

    private static bool IsLineStart(string text, int index)
    {
        var before = text.AsSpan(0, index).TrimEnd(" \t");
        return before.IsEmpty || before[^1] == '\n';
    }

    private static string Braces(HyperparameterOverrides overrides)
    {
        if (overrides.IsNone)
        {
            return "";
        }

        var entries = HyperparameterTable.Keys
            .Select(key => (key.Name, Value: key.GetOverride(overrides)))
            .Where(entry => entry.Value is not null)
            .Select(entry => entry.Name + "=" + Value(entry.Value!));
        return "{" + string.Join(", ", entries) + "} ";
    }

    private static string Value(object value) => value switch
    {
        ImmutableArray<string> texts => "[" + string.Join(", ", texts.Select(Quoted)) + "]",
        string text => Quoted(text),
        double number => NumberText.Of(number),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    private static string Quoted(string text) => "\"" + text
        .Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal).Replace("\t", "\\t", StringComparison.Ordinal)
        .Replace("\r", "\\r", StringComparison.Ordinal) + "\"";
}
