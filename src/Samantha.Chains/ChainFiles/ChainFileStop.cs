using System.Globalization;
using Samantha.Hocon;

namespace Samantha.Chains.ChainFiles;

/// <summary>Reads the stop block of a chain. Whether the rules can hold at all is <see cref="ChainCheck"/>'s to say.</summary>
internal sealed class ChainFileStop(ChainFileValues values)
{
    /// <summary>What a program can end with: 128 + the number of a signal is the most.</summary>
    private const int ExitCodeMax = 255;

    /// <summary>An empty journal is larger.</summary>
    private const long SizeMin = 1_000_000;
    private const long SizeMax = 1_000_000_000_000_000;

    private static readonly string[] s_keys =
    [
        "response-line", "response-matches", "output-not-empty", "output-line", "output-matches", "exit-code", "total-tokens",
        "wall-time", "steps", "loops", "until", "loads", "disk", "disk-free", "failures-in-a-row",
    ];

    public StopSettings Read(HoconNode node)
    {
        var stop = StopSettings.Default;
        if (values.Object(node, "stop") is not { } block)
        {
            return stop;
        }

        foreach (var (key, value) in values.Members(block))
        {
            stop = key switch
            {
                "response-line" => stop with { ResponseLine = OffOrLine(value, key) },
                "response-matches" => stop with { ResponseMatches = Pattern(value, key) },
                "output-not-empty" => stop with { OutputNotEmpty = values.Flag(value, key, false) },
                "output-line" => stop with { OutputLine = OffOrLine(value, key) },
                "output-matches" => stop with { OutputMatches = Pattern(value, key) },
                "exit-code" => stop with { ExitCode = (int?)OffOrWhole(value, key, 0, ExitCodeMax) },
                "total-tokens" => stop with { TotalTokens = OffOrWhole(value, key, 1, long.MaxValue) },
                "wall-time" => stop with { WallTime = ChainFileValues.IsOff(value) ? null : values.Duration(value, key) },
                "steps" => stop with { Steps = OffOrWhole(value, key, 1, long.MaxValue) },
                "loops" => stop with { Loops = OffOrWhole(value, key, 1, long.MaxValue) },
                "until" => stop with { Until = Time(value, key) },
                "loads" => stop with { Loads = OffOrWhole(value, key, 1, long.MaxValue) },
                "disk" => stop with { DiskBytes = OffOrSize(value, key) },
                "disk-free" => stop with { DiskFreeBytes = OffOrSize(value, key) },
                "failures-in-a-row" => stop with { FailuresInARow = OffOrWhole(value, key, 1, long.MaxValue) },
                _ => Unknown(value, key, stop),
            };
        }

        return stop;
    }

    private long? OffOrWhole(HoconNode node, string key, long min, long max) =>
        ChainFileValues.IsOff(node) ? null : values.WholeLong(node, $"{key} (when not off)", min, max);

    private long? OffOrSize(HoconNode node, string key) =>
        ChainFileValues.IsOff(node) ? null : values.Size(node, $"{key} (when not off)", SizeMin, SizeMax);

    private string? OffOrLine(HoconNode node, string key)
    {
        if (ChainFileValues.IsOff(node) || values.Scalar(node, key, "a text or off") is not { } scalar)
        {
            return null;
        }

        if (!string.IsNullOrWhiteSpace(scalar.Text) && !scalar.Text.Contains('\n', StringComparison.Ordinal))
        {
            return scalar.Text;
        }

        values.Error(scalar, $"{key} must be a single line of text, or off.");
        return null;
    }

    private string? Pattern(HoconNode node, string key)
    {
        if (ChainFileValues.IsOff(node) || values.Scalar(node, key, "a regular expression or off") is not { } scalar)
        {
            return null;
        }

        if (ChainCheck.PatternProblem(scalar.Text) is not { } problem)
        {
            return scalar.Text;
        }

        values.Error(scalar, $"{key} is not a regular expression: {problem}");
        return null;
    }

    private TimeOnly? Time(HoconNode node, string key)
    {
        const string Allowed = "a time of the day from \"00:00\" to \"23:59\" in quotes, or off";
        if (ChainFileValues.IsOff(node) || values.Scalar(node, key, Allowed) is not { } scalar)
        {
            return null;
        }

        if (TimeOnly.TryParseExact(
            scalar.Text.Trim(), ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var time))
        {
            return time;
        }

        values.Wrong(scalar, key, Allowed);
        return null;
    }

    private StopSettings Unknown(HoconNode node, string key, StopSettings stop)
    {
        if (key is "stop-condition" or "condition")
        {
            values.Error(node, "Write output-not-empty = on: the session ends when code printed something without an error.");
        }
        else
        {
            values.UnknownKey(node, key, "stop", s_keys);
        }

        return stop;
    }
}
