using System.Globalization;
using System.Text;

namespace Samantha.Chains.ChainFiles;

/// <summary>Single values as people write them in a chain file, such that the reader reads the same value. Pure.</summary>
public static class ChainValueText
{
    private static readonly (string Unit, long Ticks)[] s_times =
    [
        ("d", TimeSpan.TicksPerDay), ("h", TimeSpan.TicksPerHour), ("minutes", TimeSpan.TicksPerMinute),
        ("s", TimeSpan.TicksPerSecond), ("ms", TimeSpan.TicksPerMillisecond), ("micros", TimeSpan.TicksPerMicrosecond),
    ];

    private static readonly (string Unit, long Bytes)[] s_sizes = [("GB", 1_000_000_000), ("MB", 1_000_000), ("kB", 1_000)];

    public static string Switch(bool value) => value ? "on" : "off";

    /// <summary>The largest unit that leaves a whole number: 90 minutes, 2 h.</summary>
    public static string Duration(TimeSpan value)
    {
        foreach (var (unit, ticks) in s_times)
        {
            if (value.Ticks % ticks == 0)
            {
                return value.Ticks == ticks && unit == "minutes"
                    ? "1 minute"
                    : string.Create(CultureInfo.InvariantCulture, $"{value.Ticks / ticks} {unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{value.Ticks * 100} ns");
    }

    /// <summary>The largest unit that leaves at most one digit behind the point: 1.5 GB.</summary>
    public static string Size(long bytes)
    {
        foreach (var (unit, size) in s_sizes)
        {
            if (bytes >= size && bytes % (size / 10) == 0)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{(decimal)bytes / size:0.#} {unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes} b");
    }

    /// <summary>In quotes, on one line; control characters as numbers, so that no file can steer a terminal.</summary>
    public static string Quoted(string text)
    {
        var quoted = new StringBuilder(text.Length + 2).Append('"');
        foreach (var sign in text)
        {
            _ = sign switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(sign) || sign is '\u2028' or '\u2029' =>
                    quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)sign:x4}"),
                _ => quoted.Append(sign),
            };
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>
    /// A long text in triple quotes on lines of its own, indented; in plain quotes where the lines could not be read back as they
    /// are.
    /// </summary>
    public static string Text(string text, string indent)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) || !IsPlainBlock(text))
        {
            return Quoted(text);
        }

        var block = new StringBuilder("\"\"\"\n");
        foreach (var line in text.Split('\n'))
        {
            block.Append(line.Length == 0 ? "" : indent + "  ").Append(line).Append('\n');
        }

        return block.Append(indent).Append("\"\"\"").ToString();
    }

    private static bool IsPlainBlock(string text) =>
        text == text.Trim() && !text.Contains("\"\"\"", StringComparison.Ordinal)
            && text.All(sign => sign is '\n' or '\t' || !char.IsControl(sign));
}
