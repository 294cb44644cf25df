using System.Collections.Immutable;
using Samantha.Chains.Text;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// The rule of the system prompt and the previous response: with $$$ the field is a list of which the first part that is neither
/// empty nor ignored with --- is used; without, it is used as it stands unless --- ignores it. A backslash makes $$$ and ---
/// literal.
/// </summary>
public static class FieldText
{
    private const string Separator = "$$$";
    private const string IgnoreMark = "---";

    /// <summary>The text to use, and how many further parts were left out (for a warning).</summary>
    public static (string Text, int PartsLeftOut) Resolve(string field)
    {
        var normal = TextRepair.ReplaceLoneSurrogates(field)
            .Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var parts = Split(normal);
        if (parts.Length == 1)
        {
            return (IsIgnored(normal) ? "" : Plain(normal), 0);
        }

        var usable = parts.Select(part => part.Trim()).Where(part => part.Length > 0 && !IsIgnored(part)).ToImmutableArray();
        return usable.IsEmpty ? ("", 0) : (Plain(usable[0]), usable.Length - 1);
    }

    /// <summary>A text as a field: backslashes in front of what would mean something else than itself.</summary>
    public static string Write(string text)
    {
        var escaped = text.Replace(Separator, "\\" + Separator, StringComparison.Ordinal);
        var first = escaped.Length - escaped.AsSpan().TrimStart().Length;
        return IsIgnored(escaped) ? escaped.Insert(first, "\\") : escaped;
    }

    private static bool IsIgnored(string part) => part.AsSpan().TrimStart().StartsWith(IgnoreMark, StringComparison.Ordinal);

    private static ImmutableArray<string> Split(string text)
    {
        var parts = ImmutableArray.CreateBuilder<string>();
        var start = 0;
        for (var index = 0; (index = text.IndexOf(Separator, index, StringComparison.Ordinal)) >= 0; index += Separator.Length)
        {
            if (index == 0 || text[index - 1] != '\\')
            {
                parts.Add(text[start..index]);
                start = index + Separator.Length;
            }
        }

        parts.Add(text[start..]);
        return parts.ToImmutable();
    }

    // Other backslashes stay: a system prompt may be full of them.
    private static string Plain(string text)
    {
        var plain = text.Replace("\\" + Separator, Separator, StringComparison.Ordinal);
        var first = plain.Length - plain.AsSpan().TrimStart().Length;
        return plain.AsSpan(first).StartsWith("\\" + IgnoreMark, StringComparison.Ordinal) ? plain.Remove(first, 1) : plain;
    }
}
