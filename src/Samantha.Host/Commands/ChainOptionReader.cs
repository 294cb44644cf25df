using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using Samantha.Chains.ChainFiles;
using Samantha.Chains.Plans;
using Samantha.Chains.Settings;
using Samantha.Hocon;
using Samantha.Host.ChainInput;

namespace Samantha.Host.Commands;

/// <summary>
/// Turns the chain options of a command line into <see cref="ChainOptions"/>; a wrong value ends in a message that says what is
/// allowed.
/// </summary>
internal sealed class ChainOptionReader
{
    private readonly ChainOptionSet _set;
    private readonly ParseResult _given;

    public ChainOptionReader(ChainOptionSet set, ParseResult given)
    {
        _set = set;
        _given = given;
    }

    /// <summary>True when the options alone say what to ask.</summary>
    public bool HasPrompts => IsGiven(_set.Prompts) || IsGiven(_set.PromptsFile);

    public ChainOptions Read()
    {
        RefuseBoth(_set.Prompts, _set.PromptsFile);
        RefuseBoth(_set.System, _set.SystemFile);
        RefuseBoth(_set.Previous, _set.PreviousFile);
        string? promptsFile = _given.GetValue(_set.PromptsFile);
        FileText? promptText = promptsFile is null ? null : TextFiles.ReadOrFail(promptsFile);
        var options = new ChainOptions
        {
            Name = _given.GetValue(_set.Name),
            Models = Many(_set.Models),
            Prompts = Many(_set.Prompts),
            PromptText = promptText?.Text,
            PromptSource = promptText?.Source ?? "--prompt",
            SystemPrompt = _given.GetValue(_set.System) ?? FileOf(_set.SystemFile),
            PreviousResponse = _given.GetValue(_set.Previous) ?? FileOf(_set.PreviousFile),
            Loops = Repeat(_set.Loops),
            Responses = Repeat(_set.Responses),
            Hyperparameters = ReadHyperparameters(),
            Threads = AutoOr(_set.Threads, EngineSettings.ThreadsMax),
            BatchTokens = AutoOr(_set.BatchTokens, EngineSettings.BatchTokensMax),
            FlashAttention = Word<FlashAttention>(
                _set.FlashAttention, ("auto", FlashAttention.Auto), ("on", FlashAttention.On), ("off", FlashAttention.Off)),
            OnError = Word<OnError>(
                _set.OnError, ("next-model", OnError.NextModel), ("next-step", OnError.NextStep), ("stop", OnError.Stop)),
            OnOverflow = Word<OnOverflow>(
                _set.OnOverflow,
                ("fail", OnOverflow.Fail),
                ("drop-oldest-feedback", OnOverflow.DropOldestFeedback),
                ("stop", OnOverflow.Stop)),
            StopResponseLine = _given.GetValue(_set.StopLine),
            StopResponseMatches = _given.GetValue(_set.StopMatches),
            StopTotalTokens = FromOne(_set.StopTokens),
            StopWallTime = Time(_set.StopAfter),
            StopSteps = FromOne(_set.StopSteps),
            StopLoops = FromOne(_set.StopLoops),
        };
        return WithSwitches(options);
    }

    private ChainOptions WithSwitches(ChainOptions options)
    {
        foreach (Switch option in _set.Switches)
        {
            bool? value = option.Read(_given);
            options = option.Name switch
            {
                "feedback" => options with { FeedbackLoop = value },
                "cumulative" => options with { CumulativeResponse = value },
                "single-response" => options with { SingleResponsePerModel = value },
                "shuffle" => options with { ShuffleModels = value },
                "reset" => options with { ResetModel = value },
                "random" => options with { RandomHyperparameters = value },
                _ => throw new InvalidOperationException($"The switch {option.Name} has no setting."),
            };
        }

        return options;
    }

    private HyperparameterOverrides ReadHyperparameters()
    {
        HyperparameterOverrides values = HyperparameterOverrides.None;
        if (_given.GetValue(_set.Preset) is { } preset)
        {
            values = HyperparameterPresets.Find(preset)
                ?? throw CommandFailure.BadInput($"--preset must be deterministic or stochastic, not '{preset}'");
        }

        foreach (HyperparameterOption option in _set.Hyperparameters)
        {
            if (_given.GetValue(option.Option) is not { Length: > 0 } texts)
            {
                continue;
            }

            if (texts.Length > 1 && !option.IsTexts)
            {
                throw CommandFailure.BadInput($"{option.Option.Name} was given {texts.Length} times; once is enough");
            }

            string problem;
            bool isSet = option.IsTexts
                ? HyperparameterTable.TrySetStop(values, [.. texts], out values, out problem)
                : HyperparameterTable.TrySet(values, option.Key, texts[0], out values, out problem);
            if (!isSet)
            {
                // The table says "top_p must be ..."; here it is called --top-p.
                throw CommandFailure.BadInput(
                    problem.Replace($"{option.Key.Name} must", $"{option.Option.Name} must", StringComparison.Ordinal));
            }
        }

        return values;
    }

    private ImmutableArray<string>? Many(Option<string[]> option) =>
        _given.GetValue(option) is { Length: > 0 } values ? [.. values] : null;

    private string? FileOf(Option<string> option) =>
        _given.GetValue(option) is { } path ? TextFiles.ReadOrFail(path).Text : null;

    private RepeatCount? Repeat(Option<string> option)
    {
        if (_given.GetValue(option) is not { } text)
        {
            return null;
        }

        return RepeatCount.TryParse(text, out RepeatCount count)
            ? count
            : throw Refused(option, $"a whole number from 1 to {RepeatCount.TimesMax}, or endless", text);
    }

    private int? AutoOr(Option<string> option, int max)
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

    private long? FromOne(Option<string> option)
    {
        if (_given.GetValue(option) is not { } text)
        {
            return null;
        }

        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out long value) && value >= 1
            ? value
            : throw Refused(option, "a whole number from 1", text);
    }

    private TimeSpan? Time(Option<string> option)
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

    private T? Word<T>(Option<string> option, params ReadOnlySpan<(string Name, T Value)> allowed)
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

    private bool IsGiven(Option option) => _given.GetResult(option) is { Implicit: false };

    private void RefuseBoth(Option one, Option other)
    {
        if (IsGiven(one) && IsGiven(other))
        {
            throw CommandFailure.BadInput($"{one.Name} and {other.Name} were both given; one of them is enough");
        }
    }

    private static CommandFailure Refused(Option option, string allowed, string found) =>
        CommandFailure.BadInput($"{option.Name} must be {allowed}, not '{found}'");
}
