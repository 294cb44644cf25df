using System.Collections.Immutable;
using System.Globalization;
using Samantha.Chains.Diagnostics;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;
using Samantha.Hocon;

namespace Samantha.Chains.ChainFiles;

/// <summary>
/// Reads single values of a chain file and collects what is wrong with them, each with its place and what is allowed. Null =
/// wrong or off; reading goes on, so that one check shows all mistakes.
/// </summary>
internal sealed class ChainFileValues(string source)
{
    private readonly ImmutableArray<Diagnostic>.Builder _found = ImmutableArray.CreateBuilder<Diagnostic>();

    /// <summary>True when something makes the chain unusable.</summary>
    public bool HasFailed { get; private set; }

    public ImmutableArray<Diagnostic> Found => _found.ToImmutable();

    public void Error(HoconNode node, string message) => Error(node.Position, message);

    public void Error(HoconPosition position, string message)
    {
        HasFailed = true;
        _found.Add(Diagnostic.Error(source, position.Line, position.Column, message));
    }

    public void Warn(HoconNode node, string message) =>
        _found.Add(Diagnostic.Warning(source, node.Position.Line, node.Position.Column, message));

    public void Add(Diagnostic diagnostic, bool isFatal)
    {
        HasFailed |= isFatal && diagnostic.IsError;
        _found.Add(diagnostic);
    }

    /// <summary>The members of an object with - for _; a key that comes twice is an error.</summary>
    public IEnumerable<(string Key, HoconNode Value)> Members(HoconObject parent)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (written, value) in parent.Members)
        {
            var key = written.Replace('_', '-');
            if (!seen.Add(key))
            {
                Error(value, $"{written} is set a second time; - and _ are the same in names.");
                continue;
            }

            yield return (key, value);
        }
    }

    public void UnknownKey(HoconNode node, string key, string section, IEnumerable<string> known)
    {
        var names = known.Order(StringComparer.Ordinal).ToList();
        var near = NearestName.Find(key, names);
        Error(node, $"Unknown setting '{HyperparameterTable.Shorten(key)}' in {section}."
            + (near is null ? "" : $" Did you mean {near}?") + $" Allowed are: {string.Join(", ", names)}.");
    }

    public HoconScalar? Scalar(HoconNode node, string key, string allowed)
    {
        if (node is HoconScalar scalar)
        {
            return scalar;
        }

        Error(node, $"{key} must be {allowed}, but {node.Kind} was found.");
        return null;
    }

    public HoconObject? Object(HoconNode node, string key)
    {
        if (node is HoconObject found)
        {
            return found;
        }

        Error(node, $"{key} must be a block {{ … }}, but {node.Kind} was found.");
        return null;
    }

    public bool Flag(HoconNode node, string key, bool fallback)
    {
        const string Allowed = "on or off";
        if (Scalar(node, key, Allowed) is not { } scalar)
        {
            return fallback;
        }

        switch (scalar.Text)
        {
            case "on" or "true":
                return true;
            case "off" or "false":
                return false;
            default:
                Wrong(scalar, key, Allowed);
                return fallback;
        }
    }

    public int? Whole(HoconNode node, string key, int min, int max) => (int?)WholeLong(node, key, min, max);

    public long? WholeLong(HoconNode node, string key, long min, long max)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a whole number from {min} to {max}");
        if (Scalar(node, key, allowed) is not { } scalar)
        {
            return null;
        }

        if (long.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= min && value <= max)
        {
            return value;
        }

        Wrong(scalar, key, allowed);
        return null;
    }

    public RepeatCount Repeat(HoconNode node, string key)
    {
        var allowed = $"a whole number from 1 to {RepeatCount.TimesMax}, or endless";
        if (Scalar(node, key, allowed) is not { } scalar)
        {
            return RepeatCount.Once;
        }

        if (!RepeatCount.TryParse(scalar.Text, out var count))
        {
            Wrong(scalar, key, allowed);
        }

        return count;
    }

    public T Choice<T>(HoconNode node, string key, T fallback, params (string Name, T Value)[] choices)
    {
        var names = choices.Select(choice => choice.Name).ToList();
        var allowed = string.Join(", ", names.SkipLast(1)) + " or " + names[^1];
        if (Scalar(node, key, allowed) is not { } scalar)
        {
            return fallback;
        }

        var normal = scalar.Text.Replace('_', '-');
        var index = names.IndexOf(normal);
        if (index >= 0)
        {
            return choices[index].Value;
        }

        var near = NearestName.Find(normal, names);
        Wrong(scalar, key, allowed, near is null ? "" : $" Did you mean {near}?");
        return fallback;
    }

    public TimeSpan? Duration(HoconNode node, string key)
    {
        if (Scalar(node, key, "a duration such as 2 h or 30 minutes, or off") is not { } scalar)
        {
            return null;
        }

        try
        {
            var value = HoconScalarReader.ReadDuration(scalar);
            if (value > TimeSpan.Zero)
            {
                return value;
            }

            if (value != Timeout.InfiniteTimeSpan)
            {
                Wrong(scalar, key, "longer than nothing");
            }

            return null;
        }
        catch (HoconException exception)
        {
            Error(scalar, $"{key}: {exception.Problem}.");
            return null;
        }
    }

    /// <summary>A duration from a second on, for limits.</summary>
    public TimeSpan? DurationIn(HoconNode node, string key, TimeSpan max)
    {
        var allowed = string.Create(CultureInfo.InvariantCulture, $"a duration from 1 s to {max.TotalHours:0} h");
        if (Scalar(node, key, allowed) is not { } scalar)
        {
            return null;
        }

        try
        {
            var value = HoconScalarReader.ReadDuration(scalar);
            if (value >= TimeSpan.FromSeconds(1) && value <= max)
            {
                return value;
            }

            Wrong(scalar, key, allowed);
        }
        catch (HoconException exception)
        {
            Error(scalar, $"{key}: {exception.Problem}.");
        }

        return null;
    }

    /// <summary>A size in bytes; 1.5 GB is one too.</summary>
    public long? Size(HoconNode node, string key, long min, long max)
    {
        var allowed = $"a size from {InUnits(min)} to {InUnits(max)}, such as 1.5 GB";
        if (Scalar(node, key, allowed) is not { } scalar)
        {
            return null;
        }

        if (ReadSize(scalar) is { } bytes && bytes >= min && bytes <= max)
        {
            return bytes;
        }

        Wrong(scalar, key, allowed);
        return null;
    }

    private static long? ReadSize(HoconScalar scalar)
    {
        var text = scalar.Text.Trim();
        var unitStart = text.AsSpan().LastIndexOfAnyInRange('0', '9') + 1;
        if (!decimal.TryParse(
                text.AsSpan(0, unitStart), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
            || number > long.MaxValue)
        {
            return null;
        }

        try
        {
            // The reader knows the units, but whole numbers only.
            var unit = HoconScalarReader.ReadSizeBytes(new HoconScalar(scalar.Position, "1" + text[unitStart..], false));
            return number * unit <= long.MaxValue ? (long)(number * unit) : null;
        }
        catch (HoconException)
        {
            return null;
        }
    }

    private static string InUnits(long bytes) => (bytes switch
    {
        >= 1_000_000_000 => $"{bytes / 1_000_000_000} GB",
        >= 1_000_000 => $"{bytes / 1_000_000} MB",
        _ => $"{bytes / 1_000} kB",
    }).ToString(CultureInfo.InvariantCulture);

    public static bool IsOff(HoconNode node) => node is HoconScalar { WasQuoted: false, Text: "off" or "false" };

    public void Wrong(HoconScalar scalar, string key, string allowed, string suggestion = "") =>
        Error(scalar, $"{key} must be {allowed}, but '{HyperparameterTable.Shorten(scalar.Text)}' was found.{suggestion}");
}
