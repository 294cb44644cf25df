namespace Samantha.Tui.Texts;

/// <summary>Sizes, times and speeds as people read them, in the language of the catalog. Pure.</summary>
public static class Amounts
{
    private static readonly string[] s_units = ["B", "KiB", "MiB", "GiB", "TiB"];

    /// <summary>2.6 MiB.</summary>
    public static string Bytes(this TextCatalog texts, long bytes)
    {
        double amount = bytes;
        int unit = 0;
        while (Math.Abs(amount) >= 1024 && unit < s_units.Length - 1)
        {
            amount /= 1024;
            unit++;
        }

        return unit == 0 ? $"{bytes} {s_units[0]}" : $"{texts.Number(amount, 1)} {s_units[unit]}";
    }

    /// <summary>0:07, 12:30, 1:02:03.</summary>
    public static string Elapsed(TimeSpan time) => time.TotalHours >= 1
        ? $"{(long)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}"
        : $"{time.Minutes}:{time.Seconds:00}";

    /// <summary>850 ms, 12.3 s, 2 s, 4 min 10 s, 2 h 5 min.</summary>
    public static string Duration(this TextCatalog texts, TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 1000 } => $"{(long)time.TotalMilliseconds} ms",
        { TotalSeconds: < 60 } => $"{texts.Number(time.TotalSeconds, time.Milliseconds < 50 ? 0 : 1)} s",
        { TotalMinutes: < 60 } => time.Seconds == 0 ? $"{time.Minutes} min" : $"{time.Minutes} min {time.Seconds} s",
        _ => time.Minutes == 0 ? $"{(long)time.TotalHours} h" : $"{(long)time.TotalHours} h {time.Minutes} min",
    };

    /// <summary>53.2 without its unit; whole numbers from 100 on.</summary>
    public static string PerSecond(this TextCatalog texts, double tokensPerSecond) =>
        texts.Number(tokensPerSecond, tokensPerSecond < 100 ? 1 : 0);
}
