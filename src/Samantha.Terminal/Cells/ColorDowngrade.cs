namespace Samantha.Terminal.Cells;

/// <summary>The nearest colour that a terminal of less depth shows. Pure.</summary>
internal static class ColorDowngrade
{
    // The sixteen colours differ between terminals; these are the middle of what is common.
    private static readonly (int R, int G, int B)[] Sixteen =
    [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ];

    private static readonly int[] CubeSteps = [0, 95, 135, 175, 215, 255];

    public static Color To(Color color, ColorDepth depth)
    {
        if (color.IsDefault || depth == ColorDepth.TrueColor)
        {
            return color;
        }

        return depth switch
        {
            ColorDepth.None => Color.Default,
            ColorDepth.Palette256 => color.IsRgb ? Color.Palette(Nearest256(color.R, color.G, color.B)) : color,
            _ => color.IsRgb || color.Index > 15 ? Color.Palette(Nearest16(Components(color))) : color,
        };
    }

    /// <summary>
    /// A style whose text stays readable: where both colours would become one of the sixteen, the text turns black or white.
    /// </summary>
    public static Style To(Style style, ColorDepth depth)
    {
        var result = new Style(To(style.Foreground, depth), To(style.Background, depth), style.Attributes);
        if (depth != ColorDepth.Ansi16 || result.Foreground.IsDefault || result.Foreground != result.Background)
        {
            return result;
        }

        var (r, g, b) = Components(style.Background);
        return result with { Foreground = Color.Palette((r * 3) + (g * 6) + b > 1_275 ? 0 : 15) };
    }

    private static (int R, int G, int B) Components(Color color)
    {
        if (color.IsRgb)
        {
            return (color.R, color.G, color.B);
        }

        var index = color.Index;
        if (index < 16)
        {
            return Sixteen[index];
        }

        if (index >= 232)
        {
            var gray = 8 + (10 * (index - 232));
            return (gray, gray, gray);
        }

        index -= 16;
        return (CubeSteps[index / 36], CubeSteps[index / 6 % 6], CubeSteps[index % 6]);
    }

    private static int Nearest16((int R, int G, int B) wanted)
    {
        var best = 0;
        for (var i = 1; i < Sixteen.Length; i++)
        {
            if (Distance(Sixteen[i], wanted) < Distance(Sixteen[best], wanted))
            {
                best = i;
            }
        }

        return best;
    }

    private static int Nearest256(int r, int g, int b)
    {
        var (cr, cg, cb) = (Step(r), Step(g), Step(b));
        var gray = Math.Clamp((((r + g + b) / 3) - 3) / 10, 0, 23);
        var level = 8 + (10 * gray);
        var cube = Distance((CubeSteps[cr], CubeSteps[cg], CubeSteps[cb]), (r, g, b));
        return Distance((level, level, level), (r, g, b)) < cube ? 232 + gray : 16 + (36 * cr) + (6 * cg) + cb;
    }

    private static int Step(int value)
    {
        var best = 0;
        for (var i = 1; i < CubeSteps.Length; i++)
        {
            if (Math.Abs(CubeSteps[i] - value) < Math.Abs(CubeSteps[best] - value))
            {
                best = i;
            }
        }

        return best;
    }

    // The eye is keenest for green; the weights are the usual rough ones.
    private static int Distance((int R, int G, int B) a, (int R, int G, int B) b) =>
        (3 * Square(a.R - b.R)) + (6 * Square(a.G - b.G)) + Square(a.B - b.B);

    private static int Square(int value) => value * value;
}
