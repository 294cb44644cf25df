using System.Globalization;

namespace Samantha.Bench.LongRuns;

/// <summary>
/// How long a soak is. Steps and Swaps: with the demonstration model; Scripted: steps of the endless chain with an engine that
/// answers at once, ended sooner after so many Minutes. Zero leaves a part out. Folder: where the scripted session's journal lies.
/// </summary>
internal sealed record SoakOptions(long Steps, int Swaps, long Scripted, double Minutes, string? Folder)
{
    public static SoakOptions Parse(string[] arguments)
    {
        var options = new SoakOptions(10_000, 200, 1_000_000, 600, null);
        for (int at = 0; at < arguments.Length; at += 2)
        {
            string value = at + 1 < arguments.Length ? arguments[at + 1] : "";
            bool isNumber = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= 0;
            options = arguments[at] switch
            {
                "--steps" when isNumber => options with { Steps = (long)number },
                "--swaps" when isNumber && number >= 2 => options with { Swaps = (int)number },
                "--scripted" when isNumber => options with { Scripted = (long)number },
                "--minutes" when isNumber => options with { Minutes = number },
                "--folder" when value.Length > 0 => options with { Folder = value },
                _ => throw new ArgumentException(
                    "soak takes --steps N, --swaps N, --scripted N, --minutes N (of the scripted part) and --folder DIR"),
            };
        }

        return options;
    }
}
