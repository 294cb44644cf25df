using System.Collections.Immutable;
using System.Text;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Prompts;

/// <summary>
/// Reads the hyperparameters in a prompt's braces: <c>{temperature = 0.8, top_k=7, stop=["a", "b"]}</c>. The first problem ends
/// the reading; the prompt is then known to be wrong, and where.
/// </summary>
internal static class PromptBraces
{
    /// <summary>Offset of the problem counts from the text after the opening brace.</summary>
    public sealed record Result(HyperparameterOverrides Overrides, string? Problem, int ProblemOffset);

    internal const string LiteralAdvice = " If the brace is part of the text, write \\{.";

    private static readonly string s_allowed = string.Join(
        ", ", HyperparameterTable.Keys.Where(key => key.Name != "n_ctx").Select(key => key.Name));

    /// <summary>The index of the brace that closes the one at the start, texts in quotes skipped, or -1.</summary>
    public static int FindClose(ReadOnlySpan<char> text)
    {
        var quoted = false;
        for (var index = 1; index < text.Length; index++)
        {
            if (text[index] == '"' && !PromptSyntax.IsEscaped(text, index))
            {
                quoted = !quoted;
            }
            else if (text[index] == '}' && !quoted)
            {
                return index;
            }
        }

        // A lone quote must not swallow the brace.
        return quoted ? text.IndexOf('}') : -1;
    }

    public static Result Parse(ReadOnlySpan<char> inside)
    {
        var overrides = HyperparameterOverrides.None;
        var start = 0;
        while (true)
        {
            var length = EntryLength(inside[start..]);
            var entry = inside.Slice(start, length);
            var offset = start + (entry.Length - entry.TrimStart().Length);
            var problem = TryEntry(entry.Trim().ToString(), start > 0, ref overrides);
            if (problem is not null)
            {
                return new Result(overrides, problem, Math.Min(offset, inside.Length));
            }

            start += length + 1;
            if (start > inside.Length)
            {
                return new Result(overrides, null, 0);
            }
        }
    }

    private static string? TryEntry(string entry, bool isAfterComma, ref HyperparameterOverrides overrides)
    {
        if (entry.Length == 0)
        {
            return isAfterComma
                ? "A setting is missing after the comma in the braces." + LiteralAdvice
                : "The braces are empty. Settings look like {temperature=0.8, top_k=7}." + LiteralAdvice;
        }

        var equals = entry.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            return $"'{HyperparameterTable.Shorten(entry)}' has no =. Settings look like {{temperature=0.8, top_k=7}}."
                + LiteralAdvice;
        }

        var name = entry[..equals].Trim();
        if (!HyperparameterTable.TryFind(name, out var key))
        {
            var near = NearestName.Find(name, HyperparameterTable.Keys.Select(known => known.Name));
            var suggestion = near is null ? $"Allowed are: {s_allowed}." : $"Did you mean {near}?";
            return $"Unknown setting '{HyperparameterTable.Shorten(name)}' in the braces. {suggestion}" + LiteralAdvice;
        }

        if (key.Name == "n_ctx")
        {
            return "n_ctx takes effect when a model is loaded, not for one prompt. Set it in the hyperparameters of "
                + "the chain or of a model.";
        }

        var value = entry[(equals + 1)..].Trim();
        string problem;
        if (key.Kind is not (HyperparameterKind.Texts or HyperparameterKind.Text))
        {
            return HyperparameterTable.TrySet(overrides, key, value, out overrides, out problem) ? null : problem;
        }

        if (!TryTexts(value, out var texts) || (key.Kind == HyperparameterKind.Text && texts.Length != 1))
        {
            return key.Kind == HyperparameterKind.Text
                ? $"{key.Name} must be a text in quotes."
                : $"{key.Name} must be a text or a list of texts, such as {key.Name}=END or {key.Name}=[\"END\", \"###\"].";
        }

        var isSet = key.Kind == HyperparameterKind.Text
            ? HyperparameterTable.TrySet(overrides, key, texts[0], out overrides, out problem)
            : HyperparameterTable.TrySetTexts(overrides, key, texts, out overrides, out problem);
        return isSet ? null : problem;
    }

    // Up to the comma that ends an entry; commas in quotes and in lists belong to the value.
    private static int EntryLength(ReadOnlySpan<char> text)
    {
        var quoted = false;
        var depth = 0;
        for (var index = 0; index < text.Length; index++)
        {
            switch (text[index])
            {
                case '"' when !PromptSyntax.IsEscaped(text, index):
                    quoted = !quoted;
                    break;
                case '[' when !quoted:
                    depth++;
                    break;
                case ']' when !quoted:
                    depth--;
                    break;
                case ',' when !quoted && depth <= 0:
                    return index;
                default:
                    break;
            }
        }

        return text.Length;
    }

    private static bool TryTexts(string value, out ImmutableArray<string> texts)
    {
        texts = [];
        if (!value.StartsWith('['))
        {
            return TryText(value, out var single) && (texts = [single]).Length == 1;
        }

        if (!value.EndsWith(']'))
        {
            return false;
        }

        var found = ImmutableArray.CreateBuilder<string>();
        var rest = value.AsSpan(1, value.Length - 2);
        if (rest.IsWhiteSpace())
        {
            return true;
        }

        while (true)
        {
            var length = EntryLength(rest);
            if (!TryText(rest[..length].Trim().ToString(), out var text))
            {
                return false;
            }

            found.Add(text);
            if (length == rest.Length)
            {
                texts = found.ToImmutable();
                return true;
            }

            rest = rest[(length + 1)..];
        }
    }

    private static bool TryText(string value, out string text)
    {
        text = value;
        if (!value.StartsWith('"'))
        {
            return value.Length > 0 && !value.Contains('"', StringComparison.Ordinal);
        }

        if (value.Length < 2 || !value.EndsWith('"') || PromptSyntax.IsEscaped(value, value.Length - 1))
        {
            return false;
        }

        var plain = new StringBuilder();
        for (var index = 1; index < value.Length - 1; index++)
        {
            if (value[index] == '\\' && index + 1 < value.Length - 1)
            {
                index++;
                plain.Append(value[index] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var other => other });
            }
            else
            {
                plain.Append(value[index]);
            }
        }

        text = plain.ToString();
        return true;
    }
}
