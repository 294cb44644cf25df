using System.Globalization;

namespace Samantha.Terminal.Input;

/// <summary>Reads the numbers of a control sequence that came from the terminal. Pure; refuses what is no number.</summary>
internal static class CsiParameters
{
    /// <summary>True for the kitty protocol's report that a key was let go.</summary>
    public static bool IsRelease(string text)
    {
        var fields = text.Split(';');
        return fields.Length > 1 && fields[1].EndsWith(":3", StringComparison.Ordinal);
    }

    /// <summary>
    /// Reads numbers separated by semicolons (of sub-numbers after colons the first); -1 when it is something else.
    /// </summary>
    public static int Numbers(ReadOnlySpan<char> text, Span<int> numbers)
    {
        var count = 0;
        if (text.IsEmpty)
        {
            return 0;
        }

        foreach (var part in text.Split(';'))
        {
            var field = text[part];
            var colon = field.IndexOf(':');
            field = colon < 0 ? field : field[..colon];
            if (count == numbers.Length)
            {
                return count;
            }

            if (field.IsEmpty)
            {
                numbers[count++] = 1;
            }
            else if (!int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out numbers[count++]))
            {
                return -1;
            }
        }

        return count;
    }
}
