using System.Globalization;

namespace Samantha.Bench.WholeSystem;

/// <summary>What can be said on the command line of `bench system`; checked.</summary>
internal sealed record SystemOptions
{
    public int Repetitions { get; init; } = 7;

    /// <summary>The facts that the project relies on were measured with this limit.</summary>
    public double OthersCoresMax { get; init; } = 0.15;

    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Another file in the place of the generated model; null = artifacts/bench.</summary>
    public string? LargeModel { get; init; }

    /// <summary>Only the cases whose name contains this.</summary>
    public string Only { get; init; } = "";

    /// <summary>Reads `--name value` pairs; a problem is an ArgumentException whose message is meant for the user.</summary>
    public static SystemOptions Parse(ReadOnlySpan<string> arguments)
    {
        SystemOptions options = new();
        for (int i = 0; i < arguments.Length; i += 2)
        {
            if (i + 1 == arguments.Length)
            {
                throw new ArgumentException($"{arguments[i]} needs a value");
            }

            string value = arguments[i + 1];
            options = arguments[i] switch
            {
                "--repetitions" => options with { Repetitions = (int)Number(arguments[i], value, 1, 1_000) },
                "--others-max" => options with { OthersCoresMax = Number(arguments[i], value, 0, 1_024) },
                "--patience" => options with { Patience = TimeSpan.FromSeconds(Number(arguments[i], value, 0, 86_400)) },
                "--model" => options with { LargeModel = Path.GetFullPath(value) },
                "--only" => options with { Only = value },
                _ => throw new ArgumentException(
                    $"unknown option {arguments[i]}; there are --repetitions, --others-max (cores), --patience (seconds), --model, "
                    + "--only"),
            };
        }

        return options;
    }

    private static double Number(string name, string value, double min, double max) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
        && number >= min && number <= max
            ? number
            : throw new ArgumentException($"{name} is {value}; a number from {min} to {max} is needed");
}
