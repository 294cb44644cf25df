using System.Collections.Immutable;
using System.CommandLine;
using Samantha.Chains.Code;
using Samantha.Hocon;
using Samantha.Host.Terminal;

namespace Samantha.Host.Commands;

/// <summary>
/// The option <c>--limit NAME=VALUE</c>: the limits of a program's run by the names and with the ranges that they have in a chain
/// file.
/// </summary>
internal static class LimitOption
{
    private const long Kilobyte = 1_000;

    private const long Megabyte = 1_000_000;

    /// <summary>A program that may run for longer is a service, not a step.</summary>
    private static readonly TimeSpan TimeMax = TimeSpan.FromHours(24);

    private static readonly ImmutableArray<Row> Rows =
    [
        Time("wall-clock", l => l.WallClock, (l, v) => l with { WallClock = v }),
        Time("cpu", l => l.Cpu, (l, v) => l with { Cpu = v }),
        Size("memory", 64 * Megabyte, 1_000_000 * Megabyte, l => l.MemoryBytes, (l, v) => l with { MemoryBytes = v }),
        Size(
            "memory-total", 64 * Megabyte, 1_000_000 * Megabyte, l => l.MemoryTotalBytes,
            (l, v) => l with { MemoryTotalBytes = v }),
        new Row("processes", "a whole number from 4 to 4096", l => Amounts.Count(l.Processes), (l, scalar) =>
        {
            int count = HoconScalarReader.ReadInt(scalar);
            return count is >= 4 and <= 4096 ? l with { Processes = count } : null;
        }),
        Size("file-size", Kilobyte, 100_000 * Megabyte, l => l.FileBytes, (l, v) => l with { FileBytes = v }),
        Size("work-folder", Megabyte, 100_000 * Megabyte, l => l.WorkFolderBytes, (l, v) => l with { WorkFolderBytes = v }),
        Size("output", Kilobyte, 100 * Megabyte, l => l.OutputBytes, (l, v) => l with { OutputBytes = v }),
    ];

    public static string Names => string.Join(", ", Rows.Select(row => row.Name));

    public static Option<string[]> Create() => new("--limit")
    {
        HelpName = "NAME=VALUE",
        Description = $"A limit of a program's run, such as wall-clock=30s or memory=2GB; may be repeated. Names: {Names}.",
        Arity = ArgumentArity.OneOrMore,
    };

    /// <summary>The limits with the given ones in place.</summary>
    public static CodeLimits Apply(CodeLimits limits, IEnumerable<string>? texts)
    {
        foreach (string text in texts ?? [])
        {
            string[] parts = text.Split('=', 2);
            Row row = Rows.FirstOrDefault(known => known.Name == parts[0].Trim()) is { } found && parts.Length == 2
                ? found
                : throw CommandFailure.BadInput($"--limit must be NAME=VALUE with one of the names {Names}, not '{text}'");
            limits = Set(row, limits, parts[1].Trim())
                ?? throw CommandFailure.BadInput($"--limit {row.Name} must be {row.Allowed}, not '{parts[1]}'");
        }

        return limits;
    }

    /// <summary>Every limit as words: name and value.</summary>
    public static IEnumerable<string> Describe(CodeLimits limits) => Rows.Select(row => $"{row.Name} {row.Format(limits)}");

    private static CodeLimits? Set(Row row, CodeLimits limits, string value)
    {
        try
        {
            return row.Set(limits, new HoconScalar(new HoconPosition("--limit", 1, 1), value, wasQuoted: true));
        }
        catch (HoconException)
        {
            return null;
        }
    }

    private static Row Time(string name, Func<CodeLimits, TimeSpan> get, Func<CodeLimits, TimeSpan, CodeLimits> set) =>
        new(name, "a time above zero, at most 24 h, such as 30s or 5m", limits => Amounts.Duration(get(limits)),
            (limits, scalar) =>
            {
                TimeSpan time = HoconScalarReader.ReadDuration(scalar);
                return time > TimeSpan.Zero && time <= TimeMax ? set(limits, time) : null;
            });

    private static Row Size(
        string name, long min, long max, Func<CodeLimits, long> get, Func<CodeLimits, long, CodeLimits> set) =>
        new(name, $"a size from {Amounts.DecimalBytes(min)} to {Amounts.DecimalBytes(max)}, such as 500MB or 2GB",
            limits => Amounts.DecimalBytes(get(limits)),
            (limits, scalar) =>
            {
                long bytes = HoconScalarReader.ReadSizeBytes(scalar);
                return bytes >= min && bytes <= max ? set(limits, bytes) : null;
            });

    private sealed record Row(
        string Name, string Allowed, Func<CodeLimits, string> Format, Func<CodeLimits, HoconScalar, CodeLimits?> Set);
}
