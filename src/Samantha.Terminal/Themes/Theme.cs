using Samantha.Terminal.Cells;

namespace Samantha.Terminal.Themes;

/// <summary>A named set of styles, one per role. Immutable; files and settings are read by the caller.</summary>
public sealed class Theme
{
    private readonly Style[] _styles;

    internal Theme(string name, Style[] styles)
    {
        Name = name;
        _styles = styles;
    }

    /// <summary>Colours for a dark background.</summary>
    public static Theme Dark { get; } = BuiltInThemes.Dark();

    /// <summary>Colours for a light background.</summary>
    public static Theme Light { get; } = BuiltInThemes.Light();

    /// <summary>The terminal's own sixteen colours and background.</summary>
    public static Theme Terminal { get; } = BuiltInThemes.Terminal();

    /// <summary>No colour at all: bold, underline and reverse say everything. Used wherever colours are off.</summary>
    public static Theme Monochrome { get; } = BuiltInThemes.Monochrome();

    public static IReadOnlyList<Theme> All { get; } = [Dark, Light, Terminal, Monochrome];

    public string Name { get; }

    public Style this[ThemeRole role] => _styles[(int)role];

    /// <summary>
    /// This theme with some roles changed. Values read like <c>bold #ffaa00 on black</c>; bad names give a
    /// <see cref="FormatException"/> that says what is allowed.
    /// </summary>
    /// <param name="roles">Role names as in <see cref="ThemeRole"/>; case and hyphens do not matter.</param>
    public Theme With(string name, IReadOnlyDictionary<string, string> roles)
    {
        ArgumentNullException.ThrowIfNull(roles);
        var styles = (Style[])_styles.Clone();
        foreach (var (roleName, text) in roles)
        {
            var plain = roleName.Replace("-", "", StringComparison.Ordinal);
            if (plain.Length == 0 || !char.IsAsciiLetter(plain[0])
                || !Enum.TryParse<ThemeRole>(plain, ignoreCase: true, out var role))
            {
                throw new FormatException(
                    $"Theme {name}: \"{roleName}\" is no role. Allowed: {string.Join(", ", Enum.GetNames<ThemeRole>())}.");
            }

            try
            {
                styles[(int)role] = StyleText.Parse(text);
            }
            catch (FormatException problem)
            {
                throw new FormatException($"Theme {name}, role {role}: {problem.Message}", problem);
            }
        }

        return new Theme(name, styles);
    }
}
