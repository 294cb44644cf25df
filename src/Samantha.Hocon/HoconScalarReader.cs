using System.Globalization;

namespace Samantha.Hocon;

/// <summary>
/// Turns a text into a typed value. Every method refuses what it cannot read with a <see cref="HoconException"/> at the place of
/// the text that says what is allowed. Quotes make no difference: <c>"5 s"</c> is a duration too.
/// </summary>
public static class HoconScalarReader
{
    private const double MillisecondsMax = 922_337_203_685_477;

    private static readonly Dictionary<string, double> MillisecondsByUnit = Units(
        ("d day days", 86_400_000), ("h hour hours", 3_600_000), ("m minute minutes", 60_000), ("s second seconds", 1_000),
        ("ms milli millis millisecond milliseconds", 1), ("micros microsecond microseconds micro", 0.001),
        ("ns nano nanos nanosecond nanoseconds", 0.000_001));

    private static readonly Dictionary<string, double> BytesByUnit = Units(
        ("b B byte bytes", 1), ("K Ki KiB kibibyte kibibytes", 1L << 10), ("M Mi MiB mebibyte mebibytes", 1L << 20),
        ("G Gi GiB gibibyte gibibytes", 1L << 30), ("kB kilobyte kilobytes", 1e3), ("MB megabyte megabytes", 1e6),
        ("GB gigabyte gigabytes", 1e9));

    public static bool ReadBool(HoconScalar scalar) => scalar.Text switch
    {
        "on" or "true" => true,
        "off" or "false" => false,
        _ => throw Refuse(scalar, "on, off, true or false"),
    };

    public static int ReadInt(HoconScalar scalar) =>
        int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Refuse(scalar, $"a whole number from {int.MinValue} to {int.MaxValue}");

    public static long ReadLong(HoconScalar scalar) =>
        long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw Refuse(scalar, $"a whole number from {long.MinValue} to {long.MaxValue}");

    /// <summary>Finite only: NaN and infinities are refused.</summary>
    public static double ReadDouble(HoconScalar scalar) =>
        TryReadNumber(scalar.Text, out var value) ? value : throw Refuse(scalar, "a number such as 0.7 or 1e-3");

    /// <summary>"5 s", "250 ms"; a bare number is milliseconds; "infinite" is <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public static TimeSpan ReadDuration(HoconScalar scalar)
    {
        const string Allowed = "a duration: a number with ns, micros, ms, s, m, h or d (none means ms), or infinite";
        if (scalar.Text == "infinite")
        {
            return Timeout.InfiniteTimeSpan;
        }

        var (number, unit) = SplitUnit(scalar.Text);
        if (!TryReadNumber(number, out var amount) || amount < 0
            || !MillisecondsByUnit.TryGetValue(unit.Length == 0 ? "ms" : unit, out var factor)
            || amount * factor > MillisecondsMax)
        {
            throw Refuse(scalar, Allowed);
        }

        return TimeSpan.FromTicks((long)Math.Round(amount * factor * TimeSpan.TicksPerMillisecond));
    }

    /// <summary>
    /// "512", "64 kB", "8 MiB", "2G": whole numbers; K, M and G are powers of 1024, kB, MB and GB powers of 1000.
    /// </summary>
    public static long ReadSizeBytes(HoconScalar scalar)
    {
        var (number, unit) = SplitUnit(scalar.Text);
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var amount)
            || !BytesByUnit.TryGetValue(unit.Length == 0 ? "b" : unit, out var factor)
            || amount > long.MaxValue / (long)factor)
        {
            throw Refuse(scalar, "a size: a whole number with b, kB, KiB, MB, MiB, GB or GiB (none means bytes)");
        }

        return amount * (long)factor;
    }

    private static bool TryReadNumber(string text, out double value)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
    }

    private static (string Number, string Unit) SplitUnit(string text)
    {
        var trimmed = text.Trim();
        var unitStart = trimmed.Length;
        while (unitStart > 0 && char.IsAsciiLetter(trimmed[unitStart - 1]))
        {
            unitStart--;
        }

        return (trimmed[..unitStart].TrimEnd(), trimmed[unitStart..]);
    }

    private static Dictionary<string, double> Units(params (string Names, double Factor)[] table) =>
        table.SelectMany(static row => row.Names.Split(' ').Select(name => (name, row.Factor)))
            .ToDictionary(static pair => pair.name, static pair => pair.Factor, StringComparer.Ordinal);

    private static HoconException Refuse(HoconScalar scalar, string allowed)
    {
        const int ShownMax = 60;
        var shown = scalar.Text.Length <= ShownMax ? scalar.Text : scalar.Text[..ShownMax] + "...";
        return new HoconException(scalar.Position, $"'{shown}' is not accepted here; expected {allowed}");
    }
}
