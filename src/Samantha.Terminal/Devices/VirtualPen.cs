using Samantha.Terminal.Cells;

namespace Samantha.Terminal.Devices;

/// <summary>Applies the numbers of a style sequence (SGR) to the pen of an emulated screen.</summary>
internal static class VirtualPen
{
    /// <summary>False when a number is not known.</summary>
    public static bool Apply(VirtualScreen screen, int[] numbers)
    {
        var pen = numbers.Length == 0 ? Style.Plain : screen.Pen;
        for (var i = 0; i < numbers.Length; i++)
        {
            var code = numbers[i];
            switch (code)
            {
                case 0:
                    pen = Style.Plain;
                    break;
                case 1 or 2 or 3 or 4:
                    pen = pen.With((TextAttributes)(1 << (code - 1)));
                    break;
                case 7:
                    pen = pen.With(TextAttributes.Reverse);
                    break;
                case 9:
                    pen = pen.With(TextAttributes.Strike);
                    break;
                case 38 or 48:
                    if (Extended(numbers, ref i) is not { } color)
                    {
                        return false;
                    }

                    pen = code == 38 ? pen with { Foreground = color } : pen.On(color);
                    break;
                case (>= 30 and <= 39) or (>= 90 and <= 97):
                    pen = pen with { Foreground = Basic(code, 30) };
                    break;
                case (>= 40 and <= 49) or (>= 100 and <= 107):
                    pen = pen.On(Basic(code, 40));
                    break;
                default:
                    return false;
            }
        }

        screen.Pen = pen;
        return true;
    }

    private static Color Basic(int code, int start) =>
        code == start + 9 ? Color.Default : Color.Palette(code >= start + 60 ? code - start - 60 + 8 : code - start);

    private static Color? Extended(int[] numbers, ref int i)
    {
        if (i + 2 < numbers.Length && numbers[i + 1] == 5 && numbers[i + 2] <= 255)
        {
            i += 2;
            return Color.Palette(numbers[i]);
        }

        if (i + 4 < numbers.Length && numbers[i + 1] == 2)
        {
            i += 4;
            return Color.Rgb((byte)numbers[i - 2], (byte)numbers[i - 1], (byte)numbers[i]);
        }

        return null;
    }
}
