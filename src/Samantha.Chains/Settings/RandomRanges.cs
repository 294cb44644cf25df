using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Serialization;

namespace Samantha.Chains.Settings;

/// <summary>
/// The ranges of the random hyperparameters: one draw per response, uniform, rounded to 2 decimals. Defaults are the README's of
/// the original. A null range is not drawn. top_k and max_tokens never are.
/// </summary>
public sealed record RandomRanges
{
    public static RandomRanges Default { get; } = new();

    [JsonPropertyName("temperature")]
    public RandomRange? Temperature { get; init; } = new(0.1, 1.0);

    [JsonPropertyName("tfs_z")]
    public RandomRange? TfsZ { get; init; } = new(0.1, 1.0);

    [JsonPropertyName("min_p")]
    public RandomRange? MinP { get; init; } = new(0.1, 1.0);

    [JsonPropertyName("top_p")]
    public RandomRange? TopP { get; init; } = new(0.1, 1.0);

    [JsonPropertyName("typical_p")]
    public RandomRange? TypicalP { get; init; } = new(0.1, 1.0);

    [JsonPropertyName("presence_penalty")]
    public RandomRange? PresencePenalty { get; init; } = new(0, 0.3);

    [JsonPropertyName("frequency_penalty")]
    public RandomRange? FrequencyPenalty { get; init; } = new(0, 0.3);

    [JsonPropertyName("repeat_penalty")]
    public RandomRange? RepeatPenalty { get; init; } = new(1.0, 1.2);

    /// <summary>The same without the ranges of these parameters.</summary>
    public RandomRanges Without(ImmutableArray<string> names) => names.IsEmpty ? this : this with
    {
        Temperature = names.Contains("temperature") ? null : Temperature,
        TfsZ = names.Contains("tfs_z") ? null : TfsZ,
        MinP = names.Contains("min_p") ? null : MinP,
        TopP = names.Contains("top_p") ? null : TopP,
        TypicalP = names.Contains("typical_p") ? null : TypicalP,
        PresencePenalty = names.Contains("presence_penalty") ? null : PresencePenalty,
        FrequencyPenalty = names.Contains("frequency_penalty") ? null : FrequencyPenalty,
        RepeatPenalty = names.Contains("repeat_penalty") ? null : RepeatPenalty,
    };

    /// <summary>
    /// Draws every value that has a range. Each row takes one number from the sequence whether it is drawn or not, so that
    /// leaving a parameter out does not change the others.
    /// </summary>
    public HyperparameterOverrides Draw(ulong seed)
    {
        var random = new SplitMix64(seed);
        return new HyperparameterOverrides
        {
            Temperature = Value(Temperature, random.NextDouble()),
            TfsZ = Value(TfsZ, random.NextDouble()),
            MinP = Value(MinP, random.NextDouble()),
            TopP = Value(TopP, random.NextDouble()),
            TypicalP = Value(TypicalP, random.NextDouble()),
            PresencePenalty = Value(PresencePenalty, random.NextDouble()),
            FrequencyPenalty = Value(FrequencyPenalty, random.NextDouble()),
            RepeatPenalty = Value(RepeatPenalty, random.NextDouble()),
        };
    }

    /// <summary>
    /// The line that the transcript shows before a response: <c>RANDOM: temperature (0.97), tfs_z (0.52), …</c>.
    /// </summary>
    public static string Line(HyperparameterOverrides drawn)
    {
        (string Name, double? Value)[] rows =
        [
            ("temperature", drawn.Temperature), ("tfs_z", drawn.TfsZ), ("min_p", drawn.MinP), ("top_p", drawn.TopP),
            ("typical_p", drawn.TypicalP), ("presence_penalty", drawn.PresencePenalty),
            ("frequency_penalty", drawn.FrequencyPenalty), ("repeat_penalty", drawn.RepeatPenalty),
        ];
        return "RANDOM: " + string.Join(", ", rows.Where(row => row.Value is not null)
            .Select(row => string.Create(CultureInfo.InvariantCulture, $"{row.Name} ({row.Value})")));
    }

    private static double? Value(RandomRange? range, double unit) => range is null
        ? null
        : Math.Clamp(Math.Round(range.Min + (unit * (range.Max - range.Min)), 2, MidpointRounding.AwayFromZero), range.Min,
            range.Max);
}
