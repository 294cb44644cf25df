using System.Collections.Immutable;

namespace Samantha.Tui.Texts;

/// <summary>The languages of the interface, and which one a person wants. Pure.</summary>
public static class Languages
{
    public const string English = "en";

    public const string BrazilianPortuguese = "pt-BR";

    public static ImmutableArray<string> All { get; } = [English, BrazilianPortuguese];

    /// <summary>The setting when it names a language, else what LC_ALL, LC_MESSAGES or LANG says, else English.</summary>
    public static string Choose(string setting, Func<string, string?> environment)
    {
        if (Match(setting) is { } chosen)
        {
            return chosen;
        }

        // As in POSIX: the first of them that is not empty decides, even when we do not speak it.
        foreach (string variable in new[] { "LC_ALL", "LC_MESSAGES", "LANG" })
        {
            if (environment(variable) is { Length: > 0 } value)
            {
                return Match(value) ?? English;
            }
        }

        return English;
    }

    private static string? Match(string text) =>
        text.StartsWith("pt", StringComparison.OrdinalIgnoreCase) ? BrazilianPortuguese
        : text.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? English
        : null;
}
