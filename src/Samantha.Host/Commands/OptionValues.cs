using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Hocon;
using Samantha.Host.ChainInput;

namespace Samantha.Host.Commands;

/// <summary>
/// The values of options, typed; a wrong one ends in a message that says what is allowed. Null always means: not given.
/// </summary>
internal sealed class OptionValues
{
    private readonly ParseResult _given;

    public OptionValues(ParseResult given) => _given = given;

    public bool IsGiven(Option option) => _given.GetResult(option) is { Implicit: false };

    public string? Text(Option<string> option) => _given.GetValue(option);

    public ImmutableArray<string>? Many(Option<string[]> option) =>
        _given.GetValue(option) is { Length: > 0 } values ? [.. values] : null;

    public RepeatCount? Repeat(Option<string> option)
    {
        if (_given.GetValue(option) is not { } text)
        {
            return null;
        }

        return RepeatCount.TryParse(text, out RepeatCount count)
            ? count
            : throw Refused(option, $"a whole number from 1 to {RepeatCount.TimesMax}, or endless", text);
    }

    public int? AutoOr(Option<string> option, int max)
    {
        string? text = _given.GetValue(option);
        if (text is null or "auto")
        {
            return null;
        }

        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        return isNumber && value >= 1 && value <= max
            ? value
            : throw Refused(option, $"auto or a whole number from 1 to {max}", text);
    }

    public long? FromOne(Option<string> option)
    {
        if (_given.GetValue(option) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= 1
            ? value
            : throw Refused(option, "a whole number from 1", text);
    }

    public int? Between(Option<string> option, int min, int max)
    {
        if (_given.GetValue(option) is not { } text)
        {
            return null;
        }

        bool isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int value);
        return isNumber && value >= min && value <= max
            ? value
            : throw Refused(option, $"a whole number from {min} to {max}", text);
    }

    public TimeSpan? Time(Option<string> option)
    {
        if (_given.GetValue(option) is not { } text)
        {
            return null;
        }

        try
        {
            TimeSpan time =
                HoconScalarReader.ReadDuration(new HoconScalar(new HoconPosition(option.Name, 1, 1), text, wasQuoted: true));
            return time > TimeSpan.Zero ? time : throw Refused(option, "a time above zero, such as 90s, 10m or 2h", text);
        }
        catch (HoconException)
        {
            throw Refused(option, "a time such as 90s, 10m or 2h", text);
        }
    }

    /// <summary>An amount of disk in bytes.</summary>
    public long? Size(Option<string> option)
    {
        const long Min = 1_000_000, Max = 1_000_000_000_000_000;
        if (_given.GetValue(option) is not { } text)
        {
            return null;
        }

        try
        {
            long bytes =
                HoconScalarReader.ReadSizeBytes(new HoconScalar(new HoconPosition(option.Name, 1, 1), text, wasQuoted: true));
            return bytes is >= Min and <= Max ? bytes : throw Refused(option, "a size from 1MB on, such as 500MB or 2GB", text);
        }
        catch (HoconException)
        {
            throw Refused(option, "a size such as 500MB or 2GB", text);
        }
    }

    /// <summary>A time of the day, HH:MM.</summary>
    public TimeOnly? TimeOfDay(Option<string> option)
    {
        if (_given.GetValue(option) is not { } text)
        {
            return null;
        }

        string[] forms = ["HH:mm", "H:mm"];
        return TimeOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)
            ? time
            : throw Refused(option, "a time of the day as HH:MM, such as 07:00", text);
    }

    public TextFileEncoding Encoding(Option<string> option) => _given.GetValue(option) is { } text
        ? TextEncoding.Find(text) ?? throw Refused(option, TextEncoding.Allowed, text)
        : TextFileEncoding.Auto;

    public T? Word<T>(Option<string> option, params ReadOnlySpan<(string Name, T Value)> allowed)
        where T : struct
    {
        string? text = _given.GetValue(option);
        if (text is null)
        {
            return null;
        }

        var names = new List<string>();
        foreach ((string name, T value) in allowed)
        {
            if (name == text)
            {
                return value;
            }

            names.Add(name);
        }

        throw Refused(option, string.Join(", ", names[..^1]) + " or " + names[^1], text);
    }

    public void RefuseTogether(Option one, Option other)
    {
        if (IsGiven(one) && IsGiven(other))
        {
            throw CommandFailure.BadInput($"{one.Name} and {other.Name} were both given; one of them is enough");
        }
    }

    public static CommandFailure Refused(Option option, string allowed, string found) =>
        CommandFailure.BadInput($"{option.Name} must be {allowed}, not '{found}'");
}
