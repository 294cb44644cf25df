using Samantha.Terminal.Cells;

namespace Samantha.Terminal.Themes;

/// <summary>A named set of styles, one per role. Immutable; files and settings are read by the caller.</summary>
public sealed class Theme
{
    public string Name => throw new NotImplementedException();

    public Style this[ThemeRole role] => throw new NotImplementedException();

    /// <summary>Colours for a dark background.</summary>
    public static Theme Dark => throw new NotImplementedException();

    public static Theme Light => throw new NotImplementedException();

    /// <summary>The terminal's own colours and background.</summary>
    public static Theme Terminal => throw new NotImplementedException();

    /// <summary>
    /// This theme with some roles changed. Values read like <c>bold #ffaa00 on black</c>; bad names give an
    /// <see cref="FormatException"/> that says what is allowed.
    /// </summary>
    public Theme With(string name, IReadOnlyDictionary<string, string> roles) => throw new NotImplementedException();
}
