using Samantha.Terminal.App;
using Samantha.Terminal.Cells;
using Samantha.Terminal.Themes;

namespace Samantha.Terminal.Devices;

/// <summary>
/// What the environment tells about the terminal: colours, character set, slow line. Pure; asks the terminal nothing.
/// </summary>
public sealed record TerminalTraits(ColorDepth Colors, bool Utf8, bool IsDumb, bool IsConsole, bool OverSsh, bool InTmux)
{
    /// <summary>Enough for words that stream in; keys are drawn after half a frame.</summary>
    private const int FramesPerSecond = 20;

    private const int FramesPerSecondOverSsh = 15;

    public static TerminalTraits FromEnvironment() => Detect(Environment.GetEnvironmentVariable);

    /// <param name="variable">Looks up an environment variable.</param>
    /// <param name="colors">The user's own word on colours, which wins over all variables.</param>
    public static TerminalTraits Detect(Func<string, string?> variable, ColorDepth? colors = null)
    {
        ArgumentNullException.ThrowIfNull(variable);
        var term = variable("TERM") ?? "";
        return new TerminalTraits(
            colors ?? DetectColors(variable, term),
            DetectUtf8(variable),
            term is "" or "dumb" or "unknown",
            term is "linux" or "cons25",
            Has(variable, "SSH_TTY") || Has(variable, "SSH_CONNECTION"),
            Has(variable, "TMUX"));
    }

    /// <summary>Options that fit this terminal; without colours the theme is the one that needs none.</summary>
    /// <param name="ascii">
    /// True or false when the user chose; else ASCII where the terminal's font or character set asks for it.
    /// </param>
    public AppOptions ToOptions(Theme? theme = null, bool? ascii = null, bool mouse = true) => new()
    {
        Colors = Colors,
        Theme = Colors == ColorDepth.None
            ? Theme.Monochrome
            : theme ?? (Colors == ColorDepth.Ansi16 ? Theme.Terminal : Theme.Dark),
        Glyphs = ascii ?? (!Utf8 || IsConsole) ? Glyphs.Ascii : Glyphs.Unicode,
        AsciiText = !Utf8,
        FramesPerSecond = OverSsh ? FramesPerSecondOverSsh : FramesPerSecond,
        Mouse = mouse,
        InsideTmux = InTmux,
    };

    private static ColorDepth DetectColors(Func<string, string?> variable, string term)
    {
        if (Has(variable, "NO_COLOR") || term is "" or "dumb" or "unknown" || term.StartsWith("vt1", StringComparison.Ordinal))
        {
            return ColorDepth.None;
        }

        if (variable("COLORTERM") is "truecolor" or "24bit" || term.EndsWith("-direct", StringComparison.Ordinal))
        {
            return ColorDepth.TrueColor;
        }

        return term.Contains("256", StringComparison.Ordinal) || term is "xterm-kitty" or "xterm-ghostty" or "alacritty" or "foot"
            ? ColorDepth.Palette256
            : ColorDepth.Ansi16;
    }

    // The first variable that is set decides, as the C library has it; none at all is a container, and terminals read UTF-8
    // today.
    private static bool DetectUtf8(Func<string, string?> variable)
    {
        foreach (var name in (ReadOnlySpan<string>)["LC_ALL", "LC_CTYPE", "LANG"])
        {
            if (Has(variable, name))
            {
                var value = variable(name)!.Replace("-", "", StringComparison.Ordinal);
                return value.Contains("utf8", StringComparison.OrdinalIgnoreCase);
            }
        }

        return true;
    }

    private static bool Has(Func<string, string?> variable, string name) => !string.IsNullOrEmpty(variable(name));
}
