using System.Collections.Immutable;
using System.Globalization;

namespace Samantha.Chains.Stop;

/// <summary>Budgets in words, in English: "tokens 1,200 of 5,000". The same in every language setting.</summary>
public static class BudgetWords
{
    private static readonly (string Unit, double Bytes)[] s_sizes = [("TB", 1e12), ("GB", 1e9), ("MB", 1e6), ("kB", 1e3)];

    /// <summary>"tokens 1,200 of 5,000", "time 1 h 5 min of 2 h", "until 07:00 (6 h 10 min left)".</summary>
    public static string Of(BudgetUse use) => use.Rule switch
    {
        StopRule.Until => string.Create(
            CultureInfo.InvariantCulture, $"until {use.Clock:HH:mm} ({Time(Math.Max(0, use.Limit - use.Used))} left)"),
        StopRule.DiskFree => $"disk {Amount(use, use.Used)} free, {Amount(use, use.Limit)} must stay",
        _ => $"{Name(use.Rule)} {Amount(use, use.Used)} of {Amount(use, use.Limit)}",
    };

    public static string Of(ImmutableArray<BudgetUse> uses) => string.Join(", ", uses.Select(Of));

    /// <summary>1.2 GB: decimal units, at most one digit behind the point.</summary>
    public static string Bytes(double bytes)
    {
        foreach (var (unit, size) in s_sizes)
        {
            if (bytes >= size)
            {
                return string.Create(CultureInfo.InvariantCulture, $"{bytes / size:0.#} {unit}");
            }
        }

        return string.Create(CultureInfo.InvariantCulture, $"{bytes:0} B");
    }

    /// <summary>The two largest units: 1 h 5 min, 2 min 10 s, 12 s.</summary>
    public static string Time(double seconds)
    {
        var time = TimeSpan.FromSeconds(Math.Floor(seconds));
        return time switch
        {
            { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{(long)time.TotalHours} h")
                + (time.Minutes > 0 ? string.Create(CultureInfo.InvariantCulture, $" {time.Minutes} min") : ""),
            { TotalMinutes: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{time.Minutes} min")
                + (time.Seconds > 0 ? string.Create(CultureInfo.InvariantCulture, $" {time.Seconds} s") : ""),
            _ => string.Create(CultureInfo.InvariantCulture, $"{time.Seconds} s"),
        };
    }

    private static string Amount(BudgetUse use, double value) => use.Unit switch
    {
        BudgetUnit.Bytes => Bytes(value),
        BudgetUnit.Seconds => Time(value),
        _ => value.ToString("N0", CultureInfo.InvariantCulture),
    };

    private static string Name(StopRule rule) => rule switch
    {
        StopRule.TotalTokens => "tokens",
        StopRule.WallTime => "time",
        StopRule.FailuresInARow => "failures in a row",
        StopRule.Disk => "session folder",
        _ => rule.ToString().ToLowerInvariant(),
    };
}
