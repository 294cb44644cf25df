using System.Text.RegularExpressions;
using Samantha.Chains.Settings;

namespace Samantha.Chains.Prompts;

/// <summary>
/// Reads hyperparameters that somebody types alone: <c>temperature=0.8, top_p=0.9</c>. The same words as in a prompt's braces, which
/// may stand around them; a blank is enough between plain values. Pure.
/// </summary>
public static partial class SettingsText
{
    /// <summary>False leaves a sentence that says what is wrong.</summary>
    public static bool TryRead(string text, out HyperparameterOverrides settings, out string problem)
    {
        var inside = text.Trim();
        if (inside.StartsWith('{') && inside.EndsWith('}'))
        {
            inside = inside[1..^1];
        }

        if (!inside.Contains('"', StringComparison.Ordinal) && !inside.Contains('[', StringComparison.Ordinal))
        {
            inside = BlankBeforeName().Replace(inside, ", ");
        }

        var result = PromptBraces.Parse(inside);
        settings = result.Overrides;
        problem = inside.Length == 0
            ? "No setting was given. Settings look like temperature=0.8, top_k=7."
            : (result.Problem ?? "").Replace(PromptBraces.LiteralAdvice, "", StringComparison.Ordinal)
                .Replace(" in the braces", "", StringComparison.Ordinal);
        return problem.Length == 0;
    }

    [GeneratedRegex(@"(?<=[^\s,=])\s+(?=[A-Za-z_-]+\s*=)")]
    private static partial Regex BlankBeforeName();
}
