using System.Globalization;
using Samantha.Terminal.Cells;

namespace Samantha.Terminal.Themes;

/// <summary>Styles as people write them in settings: <c>bold underline #ffaa00 on black</c>. Pure.</summary>
public static class StyleText
{
    private static readonly string[] ColorNames =
    [
        "black", "red", "green", "yellow", "blue", "magenta", "cyan", "white", "bright-black", "bright-red", "bright-green",
        "bright-yellow", "bright-blue", "bright-magenta", "bright-cyan", "bright-white",
    ];

    /// <exception cref="FormatException">Says which word is not understood and what is allowed.</exception>
    public static Style Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var style = Style.Plain;
        var background = false;
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (word == "on")
            {
                background = true;
            }
            else if (Enum.TryParse<TextAttributes>(word, ignoreCase: true, out var attribute) && !char.IsAsciiDigit(word[0]))
            {
                style = style.With(attribute);
            }
            else if (background)
            {
                style = style.On(ParseColor(word));
            }
            else
            {
                style = style with { Foreground = ParseColor(word) };
            }
        }

        return style;
    }

    private static Color ParseColor(string word)
    {
        if (word == "default")
        {
            return Color.Default;
        }

        var named = Array.IndexOf(ColorNames, word);
        if (named >= 0)
        {
            return Color.Palette(named);
        }

        if (word.Length == 7 && word[0] == '#'
            && int.TryParse(word.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb))
        {
            return Color.Rgb((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb);
        }

        if (byte.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            return Color.Palette(index);
        }

        throw new FormatException(
            $"\"{word}\" is no style. Allowed: bold, dim, italic, underline, reverse, strike; "
            + "colours: default, #rrggbb, 0 to 255, "
            + string.Join(", ", ColorNames) + "; a background after \"on\".");
    }
}
