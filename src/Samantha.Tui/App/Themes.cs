using System.Collections.Immutable;
using Samantha.Terminal.Themes;

namespace Samantha.Tui.App;

/// <summary>The themes that a person can choose, by the names in the settings.</summary>
public static class Themes
{
    public const string Dark = "dark";
    public const string Light = "light";
    public const string Terminal = "terminal";

    public static ImmutableArray<string> Names { get; } = [Dark, Light, Terminal];

    public static Theme Of(string name) => name switch
    {
        Light => Theme.Light,
        Terminal => Theme.Terminal,
        _ => Theme.Dark,
    };
}
